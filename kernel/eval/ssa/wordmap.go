package ssa

import (
	"reflect"
	"unsafe"
)

const (
	wordSize = unsafe.Sizeof(uintptr(0))
	// maxWords is up to which size a value with pointers is copied word by word.
	maxWords = 32
)

// A wordMap says which words of a type are pointers. With that, values are
// copied and made without reflection, which looks up a pointer type each time.
type wordMap struct {
	rt       reflect.Type
	size     uintptr
	pointers uint64 // the i-th word is one: bit i
	known    bool   // if not, reflection it is
	make     func() ptr
}

func wordMapOf(rt reflect.Type) wordMap {
	m := wordMap{rt: rt, size: rt.Size(), known: true}
	m.find(rt, 0)
	m.known = m.pointers == 0 || m.known && m.size <= maxWords*wordSize
	if m.known && m.size%wordSize == 0 {
		m.make = allocator(m.pointers, m.size/wordSize)
	}
	return m
}

// find notes the pointers in a value of type rt, at bytes from the beginning.
func (m *wordMap) find(rt reflect.Type, at uintptr) {
	if !m.known {
		return
	}
	switch rt.Kind() {
	case reflect.Struct:
		for i := range rt.NumField() {
			f := rt.Field(i)
			m.find(f.Type, at+f.Offset)
		}
	case reflect.Array:
		before := m.pointers
		for i := range rt.Len() {
			m.find(rt.Elem(), at+uintptr(i)*rt.Elem().Size())
			if !m.known || m.pointers == before { // no element has any
				return
			}
		}
	case reflect.Interface:
		m.pointer(at)
		m.pointer(at + wordSize)
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer, reflect.String, reflect.Slice:
		m.pointer(at)
	}
}

func (m *wordMap) pointer(at uintptr) {
	if word := at / wordSize; word < maxWords {
		m.pointers |= 1 << word
	} else {
		m.pointers, m.known = 1, false
	}
}

// direct reports whether an interface's data word is such a struct or array.
func (m *wordMap) direct() bool { return m.pointers == 1 && m.size == wordSize }

// copy copies a value.
func (m *wordMap) copy(to, from ptr) {
	switch {
	case !m.known:
		reflect.NewAt(m.rt, to).Elem().Set(reflect.NewAt(m.rt, from).Elem())
	case m.pointers == 0:
		copy(unsafe.Slice((*byte)(to), m.size), unsafe.Slice((*byte)(from), m.size))
	default:
		for at, bits := uintptr(0), m.pointers; at < m.size; at, bits = at+wordSize, bits>>1 {
			if bits&1 != 0 {
				*(*ptr)(unsafe.Add(to, at)) = *(*ptr)(unsafe.Add(from, at))
			} else {
				*(*uintptr)(unsafe.Add(to, at)) = *(*uintptr)(unsafe.Add(from, at))
			}
		}
	}
}

// clear makes a value zero.
func (m *wordMap) clear(p ptr) {
	switch {
	case !m.known:
		reflect.NewAt(m.rt, p).Elem().SetZero()
	case m.pointers == 0:
		clear(unsafe.Slice((*byte)(p), m.size))
	default:
		for at, bits := uintptr(0), m.pointers; at < m.size; at, bits = at+wordSize, bits>>1 {
			if bits&1 != 0 {
				*(*ptr)(unsafe.Add(p, at)) = nil
			} else {
				*(*uintptr)(unsafe.Add(p, at)) = 0
			}
		}
	}
}

// new returns a zero value in the heap.
func (m *wordMap) new() ptr {
	if m.make != nil {
		return m.make()
	}
	return reflect.New(m.rt).UnsafePointer()
}
