package ssa

import (
	"go/types"
	"reflect"
	"unsafe"

	"golang.org/x/tools/go/types/typeutil"
)

// A typeTable maps the session's types to reflect types of the same layout.
type typeTable struct {
	eng   *Engine
	count uint32
	known map[types.Type]*typ
	same  typeutil.Map
	busy  map[*types.Named]bool

	unexported unexportedTypes
}

// of returns what is known of t. It panics with *eval.Unsupported where there
// is no such type in compiled code.
func (m *typeTable) of(t types.Type) *typ {
	if k := m.known[t]; k != nil {
		return k
	}
	if k, ok := m.same.At(t).(*typ); ok {
		m.known[t] = k
		return k
	}
	k := &typ{eng: m.eng, t: types.Unalias(t), class: classOf(t), number: m.count}
	m.count++
	if _, tuple := k.t.(*types.Tuple); !tuple {
		k.rt = m.reflected(t)
		m.known[t] = k
		m.complete(k)
		k.mem = m.memoryOf(t, k)
		k.faithful = m.faithful(t)
		k.direct, k.word = typeWord(k.rt)
	}
	m.known[t] = k
	m.same.Set(t, k)
	return k
}

// complete gives a type that contains itself through a slice, map, channel or
// function a reflect type with which such a value can be made.
func (m *typeTable) complete(k *typ) {
	_, named := k.t.(*types.Named)
	if !named || !m.eng.interpreted(k.t.(*types.Named)) {
		return
	}
	switch u := k.t.Underlying().(type) {
	case *types.Slice:
		if m.selfElement(k, u.Elem()) {
			k.rt = reflect.SliceOf(m.of(u.Elem()).rt)
		}
	case *types.Map:
		if k.rt == pointerType {
			k.rt = reflect.MapOf(m.of(u.Key()).rt, m.of(u.Elem()).rt)
		}
	case *types.Chan:
		if k.rt == pointerType {
			k.rt = reflect.ChanOf(reflect.BothDir, m.of(u.Elem()).rt)
		}
	case *types.Signature:
		if k.rt == pointerType {
			k.rt = m.of(u).rt
		}
	}
}

func (m *typeTable) selfElement(k *typ, elem types.Type) bool {
	return k.rt == reflect.TypeFor[[]unsafe.Pointer]() && classOf(elem) != cPtr
}
