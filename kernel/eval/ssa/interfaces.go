package ssa

import (
	"go/types"
	"reflect"
	"slices"
	"unsafe"

	"golang.org/x/tools/go/ssa"
)

func (lw *lowering) makeInterface(v *ssa.MakeInterface) {
	x, d := lw.at(v.X), lw.at(v)
	lw.eng.needMethods(x.typ)
	lw.eng.checkAdaptable(x.typ, d.typ)
	a := x.off
	switch {
	case x.typ.faithful && x.typ.direct:
		w := x.typ.word
		lw.slow(func(fp ptr) { *ifcAt(fp, d.off) = words{w, *ptrAt(fp, a)} })
	case x.typ.rt == reflect.TypeFor[int]() && x.typ.faithful:
		lw.slow(func(fp ptr) { *anyAt(fp, d.off) = int(*intAt(fp, a)) })
	case x.typ.rt == reflect.TypeFor[float64]() && x.typ.faithful:
		lw.slow(func(fp ptr) { *anyAt(fp, d.off) = *fltAt(fp, a) })
	case x.typ.rt == reflect.TypeFor[string]() && x.typ.faithful:
		lw.slow(func(fp ptr) { *anyAt(fp, d.off) = *strAt(fp, a) })
	default:
		lw.slow(func(fp ptr) { *anyAt(fp, d.off) = x.typ.toAny(ptr(ptrAt(fp, a))) })
	}
}

func (lw *lowering) typeAssert(v *ssa.TypeAssert) {
	x, t := lw.off(v.X), lw.typ(v.AssertedType)
	from := lw.typ(v.X.Type())
	e := lw.eng
	assert := func(fp ptr, d off) bool { return t.fromAny(ptr(ptrAt(fp, d)), *anyAt(fp, x)) }
	if t.class == cIface {
		assert = func(fp ptr, d off) bool {
			if !e.implements(*anyAt(fp, x), t) {
				return false
			}
			*anyAt(fp, d) = *anyAt(fp, x)
			return true
		}
	} else {
		e.needMethods(t)
	}
	if v.CommaOk {
		d := lw.components(v)
		lw.slow(func(fp ptr) {
			ok := assert(fp, d[0].off)
			if !ok {
				t.zero(ptr(ptrAt(fp, d[0].off)))
			}
			*intAt(fp, d[1].off) = boolWord(ok)
		})
		return
	}
	if forMethodValue(v) {
		lw.slow(func(fp ptr) {
			if *anyAt(fp, x) == nil {
				panicNil()
			}
		})
		return
	}
	d := lw.at(v)
	lw.slow(func(fp ptr) {
		if !assert(fp, d.off) {
			panic(e.assertionError(*anyAt(fp, x), from, t))
		}
	})
}

// forMethodValue reports whether v is the check for nil of a method value x.f.
func forMethodValue(v *ssa.TypeAssert) bool {
	if len(users(v)) > 0 {
		return false
	}
	i := slices.Index(v.Block().Instrs, ssa.Instruction(v))
	c, ok := v.Block().Instrs[i+1].(*ssa.MakeClosure)
	return ok && len(c.Bindings) == 1 && c.Bindings[0] == v.X && c.Fn.(*ssa.Function).Syntax() == nil
}

// implements reports whether the value in an interface has the methods of t.
func (e *Engine) implements(v any, t *typ) bool { return v != nil && e.missing(v, t) == "" }

// missing returns the first method of the interface t that v lacks.
func (e *Engine) missing(v any, t *typ) string {
	iface := t.t.Underlying().(*types.Interface)
	if b, ok := v.(boxed); ok {
		e.mu.RLock()
		defer e.mu.RUnlock()
		if m, _ := types.MissingMethod(b.typ.t, iface, true); m != nil {
			return m.Name()
		}
		return ""
	}
	rt := reflect.TypeOf(v)
	if t.mem == mIface {
		if rt.Implements(t.rt) {
			return ""
		}
	}
	for m := range iface.Methods() {
		own, ok := rt.MethodByName(m.Name())
		if !ok || !sameMethod(own.Type, e.lockedType(m.Signature()).rt) {
			return m.Name()
		}
	}
	if t.mem == mIface {
		return "of " + t.rt.String() // an unexported one
	}
	return ""
}

// sameMethod reports whether a method, which has its receiver first, has the
// type of the function f.
func sameMethod(m, f reflect.Type) bool {
	if m.NumIn() != f.NumIn()+1 || m.NumOut() != f.NumOut() || m.IsVariadic() != f.IsVariadic() {
		return false
	}
	for i := range f.NumIn() {
		if m.In(i+1) != f.In(i) {
			return false
		}
	}
	for i := range f.NumOut() {
		if m.Out(i) != f.Out(i) {
			return false
		}
	}
	return true
}

func (e *Engine) lockedType(t types.Type) *typ {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.types.of(t)
}

// methodOf finds the interpreted method that a call through an interface
// means, and its receiver: a pointer, to a copy where the value is none. A nil
// function means that the value is a compiled one.
func (e *Engine) methodOf(v any, site *callSite) (*function, ptr) {
	b, ok := v.(boxed)
	if !ok {
		if v == nil {
			panicNil()
		}
		return nil, nil
	}
	place := &site.cache[b.typ.number%methodsCached]
	known := place.Load()
	if known == nil || known.typ != b.typ {
		f := e.method(b.typ, site.method)
		known = &methodCache{b.typ, f, b.typ.passesData(), f.pool}
		place.Store(known)
	}
	f := known.fn
	w := wordsOf(&b.v)
	if known.data {
		return f, w.data
	}
	p := reflect.New(b.typ.rt)
	p.Elem().Set(reflect.ValueOf(b.v))
	return f, p.UnsafePointer()
}

// A methodCache is what a call through an interface found for a type. It does
// not change, so that the loop needs no lock to read it.
type methodCache struct {
	typ  *typ
	fn   *function
	data bool   // the receiver is the data word
	pool uint32 // the function's
}

// methodsCached is how many types a call through an interface keeps in mind.
const methodsCached = 8

// boxedWord is the type word of interfaces that hold a boxed.
var boxedWord = func() ptr { v := any(boxed{}); return wordsOf(&v).typ }()

// passesData reports whether the data word of an interface is what methods of
// t get: t is a pointer, or the word points to a copy of the value.
func (t *typ) passesData() bool {
	_, pointer := t.t.Underlying().(*types.Pointer)
	return pointer || !t.direct && !holdsDirectly(t.rt)
}

// holdsDirectly reports whether an interface holds a struct or array as its
// data word: if it consists of one pointer.
func holdsDirectly(rt reflect.Type) bool {
	switch rt.Kind() {
	case reflect.Struct:
		return rt.Size() == unsafe.Sizeof(ptr(nil)) && hasPointerField(rt)
	case reflect.Array:
		return rt.Len() == 1 && (holdsDirectly(rt.Elem()) || isPointerKind(rt.Elem().Kind()))
	}
	return false
}

func hasPointerField(rt reflect.Type) bool {
	for i := range rt.NumField() {
		if f := rt.Field(i).Type; isPointerKind(f.Kind()) || holdsDirectly(f) {
			return true
		}
	}
	return false
}

func isPointerKind(k reflect.Kind) bool {
	switch k {
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return true
	}
	return false
}

// method returns the method of t with a pointer receiver.
func (e *Engine) method(t *typ, name string) *function {
	e.mu.RLock()
	f := t.methods[name]
	e.mu.RUnlock()
	if f != nil {
		return f
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.collectMethods(t)
	if f = t.methods[name]; f == nil {
		panic(unsupported("the method " + name + " of " + t.t.String()))
	}
	return f
}

// needMethods has the methods of t compiled, as its values get into interfaces.
func (e *Engine) needMethods(t *typ) {
	if !t.faithful && t.class != cIface {
		e.collectMethods(t)
	}
}

// collectMethods fills t.methods. e.mu is held.
func (e *Engine) collectMethods(t *typ) {
	recv := t.t
	if _, pointer := recv.Underlying().(*types.Pointer); !pointer {
		recv = types.NewPointer(recv)
	}
	set := types.NewMethodSet(recv)
	for i := range set.Len() {
		sel := set.At(i)
		obj := sel.Obj()
		if t.methods[obj.Name()] != nil || obj.Name() == "_" || !obj.Exported() && !e.fromSource(obj.Pkg()) {
			continue
		}
		fn := e.program.MethodValue(sel)
		if fn == nil {
			continue
		}
		if t.methods == nil {
			t.methods = map[string]*function{}
		}
		t.methods[sel.Obj().Name()] = e.function(fn)
	}
}
