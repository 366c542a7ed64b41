package ssa

import (
	"reflect"
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
	// wrappers are types with the methods of an interface, made for interpreted
	// values; unwrappable are those in use.
	wrappers    map[reflect.Type]reflect.Type
	unwrappable sync.Map // reflect.Type → true
}

// use adds tables and, to packages that are known, the names that replace theirs.
func (t *symbolTables) use(exports []Exports, overrides map[string]map[string]reflect.Value) {
	t.makers = map[string][]func() map[string]reflect.Value{}
	t.made, t.wrappers = map[string]map[string]reflect.Value{}, map[reflect.Type]reflect.Type{}
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

// wrapper returns the type that gives the methods of a compiled interface X to
// interpreted values, or nil: a struct _X with the value in its field IValue and
// a func WMethod for each method.
func (t *symbolTables) wrapper(iface reflect.Type) reflect.Type {
	t.mu.Lock()
	defer t.mu.Unlock()
	if w, ok := t.wrappers[iface]; ok {
		return w
	}
	var w reflect.Type
	names := t.table(iface.PkgPath())
	if v, x := names["_"+iface.Name()], names[iface.Name()]; iface.Name() != "" && v.IsValid() && x.IsValid() && x.Type() == reflect.PointerTo(iface) {
		w = v.Type().Elem()
		t.unwrappable.Store(w, true)
	}
	t.wrappers[iface] = w
	return w
}

// isWrapper reports whether values of a type hold interpreted ones.
func (t *symbolTables) isWrapper(rt reflect.Type) bool {
	_, ok := t.unwrappable.Load(rt)
	return ok
}
