package ssa

import (
	"reflect"
	"runtime"
	"strings"
	"sync"
	"weak"
)

// madeWrappers remembers wrappers as long as they are in use: a value has one
// for each interface, so that compiled code, which compares pointers to
// wrappers or has them as keys of maps, finds them equal when the values are.
type madeWrappers struct {
	mu    sync.Mutex
	known map[wrapperKey]weak.Pointer[byte]
}

// A wrapperKey is a value as an interface.
type wrapperKey struct {
	wrapper reflect.Type
	typ     *typ
	v       any // of a pointer, the address: the wrapper keeps alive what is there
}

// wrap returns a pointer to the wrapper of b.
func (m *madeWrappers) wrap(b boxed, wrapper reflect.Type) reflect.Value {
	key := wrapperKey{wrapper, b.typ, b.v}
	switch v := reflect.ValueOf(b.v); {
	case v.Kind() == reflect.Pointer:
		key.v = v.Pointer()
	case !v.Comparable():
		return b.wrapped(wrapper)
	}
	m.mu.Lock()
	p := m.known[key].Value()
	m.mu.Unlock()
	if p != nil {
		return reflect.NewAt(wrapper, ptr(p))
	}
	made := b.wrapped(wrapper) // not while others wait: it may compile
	m.mu.Lock()
	defer m.mu.Unlock()
	if p := m.known[key].Value(); p != nil {
		return reflect.NewAt(wrapper, ptr(p))
	}
	if m.known == nil {
		m.known = map[wrapperKey]weak.Pointer[byte]{}
	}
	p = (*byte)(made.UnsafePointer())
	m.known[key] = weak.Make(p)
	runtime.AddCleanup(p, m.forget, key)
	return made
}

// forget forgets a wrapper that nobody has any more.
func (m *madeWrappers) forget(key wrapperKey) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known[key].Value() == nil {
		delete(m.known, key)
	}
}

// wrapped puts b into a new variable of a wrapper type.
func (b boxed) wrapped(wrapper reflect.Type) reflect.Value {
	p := reflect.New(wrapper)
	b.fill(p.Elem())
	return p
}

func (b boxed) fill(w reflect.Value) {
	for i := range w.NumField() {
		f := w.Type().Field(i)
		method, ok := strings.CutPrefix(f.Name, "W")
		switch {
		case f.Anonymous:
			b.fill(w.Field(i))
		case f.Name == "IValue":
			w.Field(i).Set(reflect.ValueOf(b))
		case ok:
			w.Field(i).Set(b.method(method, f.Type))
		}
	}
}
