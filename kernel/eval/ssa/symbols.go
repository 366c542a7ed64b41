package ssa

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Exports are compiled packages: "import/path/name" → what makes the table of
// its exported names, in the form in which "yaegi extract" has it.
type Exports = map[string]func() map[string]reflect.Value

// symbolTables are the names of compiled packages, made when a package is first
// asked for.
type symbolTables struct {
	mu     sync.Mutex
	makers map[string][]func() map[string]reflect.Value // by import path; later ones replace names of earlier ones
	made   map[string]map[string]reflect.Value
	known  map[reflect.Type][]wrapper // by interface
	// unwrappable are pointers to wrapper types in use.
	unwrappable sync.Map // reflect.Type → true
}

// use adds tables and, to packages that are known, the names that replace theirs.
func (t *symbolTables) use(exports []Exports, overrides map[string]map[string]reflect.Value) {
	t.makers = map[string][]func() map[string]reflect.Value{}
	t.made, t.known = map[string]map[string]reflect.Value{}, map[reflect.Type][]wrapper{}
	add := func(key string, make func() map[string]reflect.Value) {
		if slash := strings.LastIndexByte(key, '/'); slash >= 0 {
			t.makers[key[:slash]] = append(t.makers[key[:slash]], make)
		}
	}
	for _, x := range exports {
		for key, make := range x {
			add(key, make)
		}
	}
	for key, names := range overrides {
		add(key, func() map[string]reflect.Value { return names })
	}
}

func (t *symbolTables) has(path string) bool { return t.makers[path] != nil }

// of returns the names of a package.
func (t *symbolTables) of(path string) map[string]reflect.Value {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.table(path)
}

func (t *symbolTables) table(path string) map[string]reflect.Value {
	if names, ok := t.made[path]; ok {
		return names
	}
	names := map[string]reflect.Value{}
	for _, make := range t.makers[path] {
		for name, v := range make() {
			names[name] = v
		}
	}
	t.made[path] = names
	return names
}

// A wrapper is a type that gives the methods of a compiled interface X to
// interpreted values: a struct _X with the value in its field IValue and a func
// WMethod for each method. Compiled code gets pointers to it.
type wrapper struct{ iface, typ reflect.Type }

// wrappers returns those that have the methods of a compiled interface, the
// largest first: of interfaces of its package, and richer ones.
func (t *symbolTables) wrappers(iface reflect.Type) []wrapper {
	t.mu.Lock()
	defer t.mu.Unlock()
	if known, ok := t.known[iface]; ok {
		return known
	}
	var out []wrapper
	add := func(w wrapper) {
		if w.iface.Implements(iface) {
			out = append(out, w)
			t.unwrappable.Store(reflect.PointerTo(w.typ), true)
		}
	}
	names := t.table(iface.PkgPath())
	for name, v := range names {
		of, ok := strings.CutPrefix(name, "_")
		if x := names[of]; ok && x.IsValid() && v.Kind() == reflect.Pointer {
			add(wrapper{x.Type().Elem(), v.Type().Elem()})
		}
	}
	for _, w := range richer {
		add(w)
	}
	slices.SortFunc(out, func(a, b wrapper) int {
		return cmp.Or(b.iface.NumMethod()-a.iface.NumMethod(), strings.Compare(a.typ.Name(), b.typ.Name()))
	})
	t.known[iface] = out
	return out
}

// isWrapper reports whether values of a type hold interpreted ones.
func (t *symbolTables) isWrapper(rt reflect.Type) bool {
	_, ok := t.unwrappable.Load(rt)
	return ok
}
