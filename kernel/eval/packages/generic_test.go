package packages_test

import (
	"go/types"
	"strings"
	"testing"
)

// Every exported generic function and method of a generic type of the packages
// has a body in their source, and export data of others means the same types.
func TestGenericParts(t *testing.T) {
	p := collect(t, "std")
	for _, path := range p.Paths() {
		if !p.HasSource(path) {
			continue
		}
		pkg, err := p.Import(path)
		if err != nil {
			t.Error(err)
			continue
		}
		s := p.Source(pkg)
		if s == nil || s.Types != pkg || s.Compiled == pkg {
			t.Fatalf("%s: source %v", path, s)
		}
		bodies := map[types.Object]bool{}
		for _, d := range s.Info.Defs {
			bodies[d] = true
		}
		for _, name := range pkg.Scope().Names() {
			switch obj := pkg.Scope().Lookup(name).(type) {
			case *types.Func:
				if obj.Exported() && obj.Signature().TypeParams() != nil && !bodies[obj] {
					t.Errorf("%s.%s has no body", path, name)
				}
			case *types.TypeName:
				named, ok := obj.Type().(*types.Named)
				if !ok || named.TypeParams() == nil || types.IsInterface(named) || !obj.Exported() {
					continue
				}
				for m := range named.Methods() {
					if !bodies[m] {
						t.Errorf("%s.%s.%s has no body", path, name, m.Name())
					}
				}
			}
		}
	}
	for _, path := range []string{"slices", "maps", "cmp", "iter", "sync", "sync/atomic", "unique", "errors", "reflect", "runtime", "math/rand/v2"} {
		if !p.HasSource(path) {
			t.Errorf("%s has no generic part", path)
		}
	}
}

func TestGenericTypesAreOne(t *testing.T) {
	p := collect(t, "strings", "iter", "slices", "cmp", "math/bits")
	text, err := p.Import("strings") // first: its export data brings iter along
	if err != nil {
		t.Fatal(err)
	}
	lists, err := p.Import("slices")
	if err != nil {
		t.Fatal(err)
	}
	iter, err := p.Import("iter")
	if err != nil {
		t.Fatal(err)
	}
	seq := iter.Scope().Lookup("Seq").Type()
	lines := text.Scope().Lookup("Lines").(*types.Func).Signature().Results().At(0).Type().(*types.Named)
	values := lists.Scope().Lookup("Values").(*types.Func).Signature().Results().At(0).Type().(*types.Named)
	if lines.Origin() != seq || values.Origin() != seq {
		t.Errorf("strings.Lines has %p, slices.Values %p, iter has %p", lines.Origin(), values.Origin(), seq)
	}
	if got := lists.String(); !strings.Contains(got, "slices") {
		t.Error(got)
	}
}
