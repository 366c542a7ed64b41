package ssa

import "reflect"

func (v mirrorValue) MapIndex(key mirrorValue) mirrorValue {
	v.must("MapIndex", reflect.Map)
	k := key.assigned("reflect.Value.MapIndex", v.t.Key())
	x := v.v.MapIndex(as(k, v.v.Type().Key()))
	if !x.IsValid() {
		return mirrorValue{}
	}
	return v.e.hold(v.t.Elem(), x, v.sticky()|key.sticky())
}

// SetMapIndex sets an element, or deletes it if elem is the zero Value.
func (v mirrorValue) SetMapIndex(key, elem mirrorValue) {
	v.must("SetMapIndex", reflect.Map)
	v.mustShow("reflect.Value.SetMapIndex")
	key.mustShow("reflect.Value.SetMapIndex")
	k := as(key.assigned("reflect.Value.SetMapIndex", v.t.Key()), v.v.Type().Key())
	if !elem.IsValid() {
		v.v.SetMapIndex(k, reflect.Value{})
		return
	}
	elem.mustShow("reflect.Value.SetMapIndex")
	v.v.SetMapIndex(k, as(elem.assigned("reflect.Value.SetMapIndex", v.t.Elem()), v.v.Type().Elem()))
}

func (v mirrorValue) MapKeys() []mirrorValue {
	v.must("MapKeys", reflect.Map)
	t := v.t.Key()
	out := make([]mirrorValue, 0, v.v.Len())
	for _, k := range v.v.MapKeys() {
		out = append(out, v.e.hold(t, k, v.sticky()))
	}
	return out
}

func (v mirrorValue) MapRange() *mirrorIter {
	v.must("MapRange", reflect.Map)
	return &mirrorIter{m: v, it: v.v.MapRange()}
}

// A mirrorIter is a reflect.MapIter as cells see it.
type mirrorIter struct {
	m                 mirrorValue
	it                *reflect.MapIter
	started, finished bool
}

// iter returns the iterator itself; that of a new MapIter panics when used.
func (i *mirrorIter) iter() *reflect.MapIter {
	if i.it == nil {
		return &reflect.MapIter{}
	}
	return i.it
}

func (i *mirrorIter) Next() bool {
	i.started = true
	more := i.iter().Next()
	i.finished = !more
	return more
}

func (i *mirrorIter) Key() mirrorValue {
	k := i.iter().Key()
	return i.m.e.hold(i.m.t.Key(), k, i.m.sticky())
}

func (i *mirrorIter) Value() mirrorValue {
	x := i.iter().Value()
	return i.m.e.hold(i.m.t.Elem(), x, i.m.sticky())
}

// Reset starts a walk over v, or none if v is the zero Value.
func (i *mirrorIter) Reset(v mirrorValue) {
	*i = mirrorIter{}
	if v.IsValid() {
		*i = *v.MapRange()
	}
}

func (v mirrorValue) SetIterKey(i *mirrorIter) {
	i.mustStand("SetIterKey")
	to, x := v.settable("SetIterKey"), i.Key()
	x.mustShow("reflect.Value.SetIterKey")
	to.Set(x.assigned("reflect.MapIter.SetKey", v.t))
}

func (v mirrorValue) SetIterValue(i *mirrorIter) {
	i.mustStand("SetIterValue")
	to, x := v.settable("SetIterValue"), i.Value()
	x.mustShow("reflect.Value.SetIterValue")
	to.Set(x.assigned("reflect.MapIter.SetValue", v.t))
}

// mustStand panics if the iterator is not at an entry.
func (i *mirrorIter) mustStand(method string) {
	switch {
	case !i.started:
		panic("reflect: Value." + method + " called before Next")
	case i.finished:
		panic("reflect: Value." + method + " called on exhausted iterator")
	}
}
