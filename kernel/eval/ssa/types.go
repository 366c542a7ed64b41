package ssa

import (
	"go/types"
	"reflect"
	"unsafe"
	"weak"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// A typeTable maps the session's types to reflect types of the same layout.
type typeTable struct {
	eng    *Engine
	count  uint32
	known  map[types.Type]*typ
	same   typeutil.Map
	busy   map[*types.Named]bool
	within *ssa.Function // which is being compiled

	unexported unexportedTypes
	faded      typeutil.Map // weak pointers to what has left known and same
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
	if faded, ok := m.faded.At(t).(weak.Pointer[typ]); ok {
		if k := faded.Value(); k != nil {
			return k
		}
	}
	implicit := m.implicitArguments(t)
	k := &typ{eng: m.eng, t: types.Unalias(t), class: classOf(t), number: m.count, implicit: implicit}
	m.count++
	if _, tuple := k.t.(*types.Tuple); !tuple {
		k.rt = m.reflected(t)
		m.known[t] = k
		m.complete(k)
		k.mem = m.memoryOf(t, k)
		k.faithful = m.faithful(t)
		k.direct, k.word = typeWord(k.rt)
		k.words = wordMapOf(k.rt)
	}
	m.known[t] = k
	m.same.Set(t, k)
	return k
}

// implicitArguments are the type arguments of the function that is being
// compiled, if it is an instance of one in which t is declared.
func (m *typeTable) implicitArguments(t types.Type) []types.Type {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || m.within == nil {
		return nil
	}
	fn := m.within
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if fn.Origin() == nil {
		return nil
	}
	for a := range named.TypeArgs().Types() {
		m.of(a) // its name needs them too
	}
	generic, ok := fn.Origin().Object().(*types.Func)
	if !ok || generic.Pkg() != named.Obj().Pkg() || !generic.Scope().Contains(named.Obj().Pos()) {
		return nil
	}
	return fn.TypeArgs()
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
