package ssa

import (
	"fmt"
	"reflect"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/tools/go/ssa"
)

func (lw *lowering) makeSlice(v *ssa.MakeSlice) {
	n, c, d := lw.off(v.Len), lw.off(v.Cap), lw.at(v)
	switch d.typ.rt.Elem() {
	case reflect.TypeFor[float64]():
		makeSliceOf[float64](lw, n, c, d.off)
	case reflect.TypeFor[int]():
		makeSliceOf[int](lw, n, c, d.off)
	case reflect.TypeFor[byte]():
		makeSliceOf[byte](lw, n, c, d.off)
	default:
		e, rt, size := lw.eng, d.typ.rt, d.typ.rt.Elem().Size()
		lw.slow(func(fp ptr) {
			checkMake(*intAt(fp, n), *intAt(fp, c), size)
			e.reserve(*intAt(fp, c), size)
			s := reflect.MakeSlice(rt, int(*intAt(fp, n)), int(*intAt(fp, c)))
			*slcAt(fp, d.off) = slice{s.UnsafePointer(), s.Len(), s.Cap()}
		})
	}
}

func makeSliceOf[T any](lw *lowering, n, c, d off) {
	e := lw.eng
	lw.slow(func(fp ptr) {
		e.reserve(*intAt(fp, c), unsafe.Sizeof(*new(T)))
		*at[[]T](fp, d) = make([]T, *intAt(fp, n), *intAt(fp, c))
	})
}

// checkMake panics as make does for a length or capacity that can't be.
func checkMake(n, c int64, size uintptr) {
	const most = 1 << 47
	if n < 0 || size > 0 && uint64(n) > most/uint64(size) {
		panic(runtimeError("makeslice: len out of range"))
	}
	if c < n || size > 0 && uint64(c) > most/uint64(size) {
		panic(runtimeError("makeslice: cap out of range"))
	}
}

// A runtimeError is an error in the words of Go's runtime.
type runtimeError string

func (e runtimeError) Error() string { return "runtime error: " + string(e) }
func (e runtimeError) RuntimeError() {}

// A plainError is one of those that the runtime does not introduce so.
type plainError string

func (e plainError) Error() string { return string(e) }
func (e plainError) RuntimeError() {}

// slicing is x[low:high:max] of a string, a slice or a pointer to an array.
func (lw *lowering) slicing(v *ssa.Slice) {
	x, d := lw.at(v.X), lw.off(v)
	bound := func(b ssa.Value) off {
		if b == nil {
			return 0
		}
		return lw.off(b)
	}
	low, high, limit := bound(v.Low), bound(v.High), bound(v.Max)
	if x.typ.class == cString {
		lw.slow(func(fp ptr) {
			s := *strAt(fp, x.off)
			i, j := 0, len(s)
			if low != 0 {
				i = int(*intAt(fp, low))
			}
			if high != 0 {
				j = int(*intAt(fp, high))
			}
			*strAt(fp, d) = s[i:j]
		})
		return
	}
	size := lw.typ(elemOf(v.Type())).rt.Size()
	array := 0
	if x.typ.class == cPtr {
		array = x.typ.rt.Elem().Len()
	}
	if a, ok := v.X.(*ssa.Alloc); ok && a.Comment == "makeslice" && high != 0 {
		lw.slow(func(fp ptr) { checkMake(*intAt(fp, high), int64(array), size) })
	}
	lw.slow(func(fp ptr) {
		s := slice{}
		if x.typ.class == cSlice {
			s = *slcAt(fp, x.off)
		} else if s = (slice{*ptrAt(fp, x.off), array, array}); s.p == nil {
			panicNil()
		}
		i, j, k := 0, s.len, s.cap
		if low != 0 {
			i = int(*intAt(fp, low))
		}
		if high != 0 {
			j = int(*intAt(fp, high))
		}
		if limit != 0 {
			k = int(*intAt(fp, limit))
		}
		if x.typ.class == cPtr {
			checkArray(j, k, array, limit != 0)
		}
		checkSlice(i, j, k, s.cap, limit != 0)
		if k > i { // never point past the end
			s.p = unsafe.Add(s.p, uintptr(i)*size)
		}
		*slcAt(fp, d) = slice{s.p, j - i, k - i}
	})
}

// checkArray panics when an array of n elements is sliced past its end: Go then
// speaks of its length, and of a slice's capacity.
func checkArray(j, k, n int, full bool) {
	switch {
	case full && k > n:
		panic(runtimeError(fmt.Sprintf("slice bounds out of range [::%d] with length %d", k, n)))
	case !full && j > n:
		panic(runtimeError(fmt.Sprintf("slice bounds out of range [:%d] with length %d", j, n)))
	}
}

// checkSlice has Go itself check the bounds of a slice expression, on a slice
// of the same capacity whose elements take no memory.
func checkSlice(i, j, k, capacity int, full bool) {
	if s := make([]struct{}, capacity); full {
		_ = s[i:j:k]
	} else {
		_ = s[i:j]
	}
}

func (lw *lowering) makeMap(v *ssa.MakeMap) {
	d := lw.at(v)
	rt := d.typ.rt
	if v.Reserve == nil {
		lw.slow(func(fp ptr) { *ptrAt(fp, d.off) = reflect.MakeMap(rt).UnsafePointer() })
		return
	}
	n := lw.off(v.Reserve)
	lw.slow(func(fp ptr) {
		*ptrAt(fp, d.off) = reflect.MakeMapWithSize(rt, int(max(0, *intAt(fp, n)))).UnsafePointer()
	})
}

func (lw *lowering) mapUpdate(v *ssa.MapUpdate) {
	m, k, x := lw.at(v.Map), lw.at(v.Key), lw.at(v.Value)
	if fast := mapsOf(m.typ.rt); fast != nil {
		lw.slow(func(fp ptr) { fast.set(*ptrAt(fp, m.off), ptr(ptrAt(fp, k.off)), ptr(ptrAt(fp, x.off))) })
		return
	}
	keyType, valueType := m.typ.rt.Key(), m.typ.rt.Elem()
	lw.slow(func(fp ptr) {
		if *ptrAt(fp, m.off) == nil {
			assign(nil) // panics
		}
		if k.typ.class == cIface {
			checkKey(*anyAt(fp, k.off))
		}
		m.typ.reflectedAt(fp, m.off).SetMapIndex(as(k.typ.value(ptr(ptrAt(fp, k.off))), keyType), as(x.typ.value(ptr(ptrAt(fp, x.off))), valueType))
	})
}

func (lw *lowering) lookup(v *ssa.Lookup) {
	m, k := lw.at(v.X), lw.at(v.Index)
	if m.typ.class == cString {
		lw.emit(ins{op: oIndexS, a: m.off, b: k.off, d: lw.off(v)})
		return
	}
	var d place
	ok := off(0)
	if v.CommaOk {
		both := lw.components(v)
		d, ok = both[0], both[1].off
	} else {
		d = lw.at(v)
	}
	get := func(fp ptr) bool {
		if k.typ.class == cIface {
			checkKey(*anyAt(fp, k.off))
		}
		x := m.typ.reflectedAt(fp, m.off).MapIndex(as(k.typ.value(ptr(ptrAt(fp, k.off))), m.typ.rt.Key()))
		if !x.IsValid() {
			d.typ.zero(ptr(ptrAt(fp, d.off)))
			return false
		}
		d.typ.set(ptr(ptrAt(fp, d.off)), x)
		return true
	}
	if fast := mapsOf(m.typ.rt); fast != nil {
		get = func(fp ptr) bool {
			return fast.get(*ptrAt(fp, m.off), ptr(ptrAt(fp, k.off)), ptr(ptrAt(fp, d.off)))
		}
	}
	if v.CommaOk {
		lw.slow(func(fp ptr) { *intAt(fp, ok) = boolWord(get(fp)) })
		return
	}
	lw.slow(func(fp ptr) { get(fp) })
}

// A walk is the state of a range over a string.
type walk struct {
	text string
	next int
}

func assign(m map[int]int) { m[0] = 0 }

// iterator returns the register of the state of a range.
func (lw *lowering) iterator(v ssa.Value) off {
	p, ok := lw.place[v]
	if !ok {
		p.off = lw.layout.newPointer()
		lw.place[v] = p
	}
	return p.off
}

// ranging starts a range over a string or a map.
func (lw *lowering) ranging(v *ssa.Range) {
	x, d := lw.at(v.X), lw.iterator(v)
	if x.typ.class == cString {
		lw.slow(func(fp ptr) { *ptrAt(fp, d) = ptr(&walk{text: *strAt(fp, x.off)}) })
		return
	}
	lw.slow(func(fp ptr) { *ptrAt(fp, d) = ptr(x.typ.reflectedAt(fp, x.off).MapRange()) })
}

// next goes on with it: ok, key, value.
func (lw *lowering) next(v *ssa.Next) {
	it := lw.iterator(v.Iter)
	p := lw.components(v) // a key or value that the loop does not use has no type
	ok, k, x := p[0].off, p[1], p[2]
	if v.IsString {
		lw.slow(func(fp ptr) {
			w := (*walk)(*ptrAt(fp, it))
			if *intAt(fp, ok) = boolWord(w.next < len(w.text)); w.next == len(w.text) {
				return
			}
			r, size := utf8.DecodeRuneInString(w.text[w.next:])
			if k.typ != nil {
				*intAt(fp, k.off) = int64(w.next)
			}
			if x.typ != nil {
				*intAt(fp, x.off) = int64(r)
			}
			w.next += size
		})
		return
	}
	rt := lw.typ(v.Iter.(*ssa.Range).X.Type()).rt
	setKey := iterated(k.typ, rt.Key(), reflect.Value.SetIterKey, (*reflect.MapIter).Key)
	setValue := iterated(x.typ, rt.Elem(), reflect.Value.SetIterValue, (*reflect.MapIter).Value)
	lw.slow(func(fp ptr) {
		iter := (*reflect.MapIter)(*ptrAt(fp, it))
		more := iter.Next()
		if *intAt(fp, ok) = boolWord(more); !more {
			return
		}
		setKey(ptr(ptrAt(fp, k.off)), iter)
		setValue(ptr(ptrAt(fp, x.off)), iter)
	})
}
