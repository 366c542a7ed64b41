package ssa

import (
	"go/types"
	"iter"
	"reflect"
)

// A mirrorMethod is a reflect.Method as cells see it.
type mirrorMethod struct {
	Name    string
	PkgPath string
	Type    reflect.Type
	Func    mirrorValue
	Index   int
}

// IsExported reports whether the method is exported.
func (m mirrorMethod) IsExported() bool { return m.PkgPath == "" }

func (e *Engine) mirrorOfMethod(m reflect.Method) mirrorMethod {
	out := mirrorMethod{Name: m.Name, PkgPath: m.PkgPath, Type: m.Type, Index: m.Index}
	if m.Func.IsValid() {
		out.Func = e.hold(m.Type, m.Func, 0)
	}
	return out
}

// methods returns those that reflection shows, sorted by name: the exported
// ones, of an interface all.
func (t *mirrorType) methods() (out []*types.Func) {
	if iface, ok := t.underlying().(*types.Interface); ok {
		for m := range iface.Methods() {
			out = append(out, m)
		}
		return out
	}
	mu := &t.typ.eng.mu
	mu.RLock()
	defer mu.RUnlock()
	set := types.NewMethodSet(t.typ.t)
	for i := range set.Len() {
		if m := set.At(i).Obj().(*types.Func); m.Exported() {
			out = append(out, m)
		}
	}
	return out
}

func (t *mirrorType) NumMethod() int { return len(t.methods()) }

func (t *mirrorType) Method(i int) reflect.Method {
	list := t.methods()
	if i < 0 || i >= len(list) {
		panic("reflect: Method index out of range")
	}
	return t.method(list[i], i)
}

func (t *mirrorType) MethodByName(name string) (reflect.Method, bool) {
	for i, m := range t.methods() {
		if m.Name() == name {
			return t.method(m, i), true
		}
	}
	return reflect.Method{}, false
}

func (t *mirrorType) Methods() iter.Seq[reflect.Method] {
	return func(yield func(reflect.Method) bool) {
		for i := range t.NumMethod() {
			if !yield(t.Method(i)) {
				return
			}
		}
	}
}

// method describes m as a function whose first parameter is the receiver; a
// method of an interface has neither function nor receiver.
func (t *mirrorType) method(m *types.Func, i int) reflect.Method {
	out := reflect.Method{Name: m.Name(), Index: i}
	if !m.Exported() {
		out.PkgPath = m.Pkg().Path()
	}
	s := m.Signature()
	if types.IsInterface(t.typ.t) {
		out.Type = t.part(withoutReceiver(s))
		return out
	}
	params := []*types.Var{types.NewParam(0, nil, "", t.typ.t)}
	for p := range s.Params().Variables() {
		params = append(params, p)
	}
	out.Type = t.part(types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), s.Results(), s.Variadic()))
	rt := layoutOf(out.Type)
	out.Func = reflect.MakeFunc(rt, func(args []reflect.Value) []reflect.Value {
		return t.call(m.Name(), args[0], args[1:], rt)
	})
	return out
}

func withoutReceiver(s *types.Signature) *types.Signature {
	return types.NewSignatureType(nil, nil, nil, s.Params(), s.Results(), s.Variadic())
}

// call calls a method of a value of type t for a function of type rt.
func (t *mirrorType) call(method string, receiver reflect.Value, args []reflect.Value, rt reflect.Type) []reflect.Value {
	out := boxed{t.typ, as(receiver, t.typ.rt).Interface()}.call(method, args)
	for i := range out {
		out[i] = as(out[i], rt.Out(i))
	}
	return out
}

// methodsOf is Methods of a reflect.Type, for cells.
func (e *Engine) methodsOf(t reflect.Type) iter.Seq[mirrorMethod] {
	return func(yield func(mirrorMethod) bool) {
		for i := range t.NumMethod() {
			if !yield(e.mirrorOfMethod(t.Method(i))) {
				return
			}
		}
	}
}

func (v mirrorValue) NumMethod() int {
	if v.t == nil {
		panic(&reflect.ValueError{Method: "reflect.Value.NumMethod"})
	}
	if v.flags&isMethod != 0 {
		return 0
	}
	return v.t.NumMethod()
}

// Method returns v's i-th method, bound to a copy of v.
func (v mirrorValue) Method(i int) mirrorValue {
	switch {
	case v.t == nil:
		panic(&reflect.ValueError{Method: "reflect.Value.Method"})
	case v.flags&isMethod != 0 || uint(i) >= uint(v.t.NumMethod()):
		panic("reflect: Method index out of range")
	case v.Kind() == reflect.Interface && v.v.IsNil():
		panic("reflect: Method on nil interface value")
	}
	t, ok := v.t.(*mirrorType)
	if !ok {
		m := v.v.Method(i)
		return v.e.hold(m.Type(), m, v.sticky()|isMethod)
	}
	m := t.methods()[i]
	if v.Kind() == reflect.Interface {
		if m.Exported() {
			return v.Elem().MethodByName(m.Name())
		}
		v = v.Elem()
		v.flags |= isHidden // it can't be called
		t = v.t.(*mirrorType)
	}
	ft := t.part(withoutReceiver(m.Signature()))
	rt, receiver := layoutOf(ft), reflect.ValueOf(v.v.Interface())
	f := reflect.MakeFunc(rt, func(args []reflect.Value) []reflect.Value {
		return t.call(m.Name(), receiver, args, rt)
	})
	return v.e.hold(ft, f, v.sticky()|isMethod)
}

// MethodByName returns the zero Value if there is no such method.
func (v mirrorValue) MethodByName(name string) mirrorValue {
	if v.t == nil {
		panic(&reflect.ValueError{Method: "reflect.Value.MethodByName"})
	}
	if v.flags&isMethod != 0 {
		return mirrorValue{}
	}
	m, ok := v.t.MethodByName(name)
	if !ok {
		return mirrorValue{}
	}
	return v.Method(m.Index)
}

func (v mirrorValue) Methods() iter.Seq2[mirrorMethod, mirrorValue] {
	return func(yield func(mirrorMethod, mirrorValue) bool) {
		for i := range v.NumMethod() {
			if !yield(v.e.mirrorOfMethod(v.t.Method(i)), v.Method(i)) {
				return
			}
		}
	}
}
