package ssa

import (
	"reflect"
	"strconv"
	"unsafe"
)

type ptr = unsafe.Pointer

// off is a register: its byte offset in the frame.
type off = uint16

// maxFrame bounds a frame, as registers are 16-bit offsets.
const maxFrame = 1<<16 - 64

// A header begins every frame.
type header struct {
	link ptr // running: the caller's frame; pooled: the next free frame
	ret  ptr // the caller's next instruction
	pool *ptr
	code ptr // first instruction
	body *body
	th   *thread
	// deferred is the panic during which this deferred call runs.
	deferred *panicking
	defers   *deferList
}

const (
	headerSize = unsafe.Sizeof(header{})
	contextOff = off(headerSize) // the closure that is called
)

type slice struct {
	p        ptr
	len, cap int
}

// words are the two words of an empty interface.
type words struct{ typ, data ptr }

func wordsOf(v *any) *words { return (*words)(ptr(v)) }

func head(fp ptr) *header          { return (*header)(fp) }
func at[T any](fp ptr, o off) *T   { return (*T)(unsafe.Add(fp, uintptr(o))) }
func intAt(fp ptr, o off) *int64   { return (*int64)(unsafe.Add(fp, uintptr(o))) }
func fltAt(fp ptr, o off) *float64 { return (*float64)(unsafe.Add(fp, uintptr(o))) }
func ptrAt(fp ptr, o off) *ptr     { return (*ptr)(unsafe.Add(fp, uintptr(o))) }
func strAt(fp ptr, o off) *string  { return (*string)(unsafe.Add(fp, uintptr(o))) }
func slcAt(fp ptr, o off) *slice   { return (*slice)(unsafe.Add(fp, uintptr(o))) }
func ifcAt(fp ptr, o off) *words   { return (*words)(unsafe.Add(fp, uintptr(o))) }
func anyAt(fp ptr, o off) *any     { return (*any)(unsafe.Add(fp, uintptr(o))) }

func boolWord(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// A place is a register and the type of what it holds.
type place struct {
	off off
	typ *typ
}

// A frameLayout hands out registers. It becomes a struct type, so that the
// garbage collector knows the pointers of every frame exactly. Words and
// pointers come from small arrays, or the type would have too many fields.
type frameLayout struct {
	fields    []reflect.StructField
	size      uintptr
	word, ptr arena
}

type arena struct{ next, end uintptr }

func newFrameLayout() *frameLayout {
	l := &frameLayout{}
	l.add(reflect.TypeFor[header]())
	return l
}

// fixed adds a register at the next place, whatever its class: parameters and
// results follow one another, so that their places follow from the signature.
func (l *frameLayout) fixed(t *typ) place { return place{off(l.add(registerType(t))), t} }

func registerType(t *typ) reflect.Type {
	switch t.class {
	case cWord:
		return reflect.TypeFor[uint64]()
	case cPtr:
		return pointerType
	case cString:
		return reflect.TypeFor[string]()
	case cSlice:
		return reflect.TypeFor[slice]()
	case cIface:
		return anyType
	}
	if t.mem == mFar {
		return pointerType
	}
	return t.rt
}

func (l *frameLayout) add(t reflect.Type) uintptr {
	at := (l.size + 7) &^ 7
	if at != l.size {
		l.fields = append(l.fields, reflect.StructField{Name: "Pad" + strconv.Itoa(len(l.fields)), Type: reflect.ArrayOf(int(at-l.size), reflect.TypeFor[byte]())})
	}
	l.fields = append(l.fields, reflect.StructField{Name: "R" + strconv.Itoa(len(l.fields)), Type: t})
	if l.size = at + t.Size(); l.size > maxFrame {
		panic(unsupported("a function with more than 64 KB of local values"))
	}
	return at
}

func (l *frameLayout) register(t *typ) place {
	switch t.class {
	case cWord:
		return place{l.take(&l.word, 8, reflect.TypeFor[uint64]()), t}
	case cPtr:
		return place{l.take(&l.ptr, 4, pointerType), t}
	}
	return l.fixed(t)
}

func (l *frameLayout) take(a *arena, chunk int, t reflect.Type) off {
	if a.next == a.end {
		a.next = l.add(reflect.ArrayOf(chunk, t))
		a.end = a.next + uintptr(chunk)*8
	}
	a.next += 8
	return off(a.next - 8)
}

func (l *frameLayout) newWord() off    { return l.take(&l.word, 8, reflect.TypeFor[uint64]()) }
func (l *frameLayout) newPointer() off { return l.take(&l.ptr, 4, pointerType) }

// reflected is the frame's type. Sizes are rounded up, as reflect keeps every
// struct type for ever.
func (l *frameLayout) reflected() reflect.Type { return reflect.StructOf(l.fields) }
