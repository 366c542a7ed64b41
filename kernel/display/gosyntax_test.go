package display_test

import (
	"go/types"
	"math"
	"reflect"
	"strings"
	"testing"

	"gradus/kernel/display"
)

type inner struct {
	A int
	b float64
}

type node struct{ Next *node }

type named float64

func TestGoSyntax(t *testing.T) {
	loop := &node{}
	loop.Next = loop
	n := 7
	for _, c := range []struct {
		value any
		want  string
	}{
		{nil, "nil"},
		{true, "true"},
		{uint8(3), "3"},
		{2.0, "2"},
		{1e300, "1e+300"},
		{float32(0.1), "0.1"},
		{math.Inf(1), "+Inf"},
		{complex(1, -2), "(1-2i)"},
		{"a\"b", `"a\"b"`},
		{[]string{"x"}, `[]string{"x"}`},
		{[]any{1, "a", nil, 2.5, int8(3)}, `[]any{1, "a", nil, 2.5, int8(3)}`},
		{map[string]int{"b": 2, "a": 1}, `map[string]int{"a": 1, "b": 2}`},
		{map[int]bool(nil), "map[int]bool(nil)"},
		{inner{1, 2.5}, "display_test.inner{A: 1, b: 2.5}"},
		{&inner{1, 2}, "&display_test.inner{A: 1, b: 2}"},
		{&n, "&7"},
		{(*int)(nil), "nil"},
		{[]named{1}, "[]display_test.named{1}"},
		{loop, "&display_test.node{Next: &display_test.node{…}}"},
		{func(int) string { return "" }, "func(int) string"},
		{make(chan int), "chan int"},
	} {
		if got := display.GoSyntax(c.value); got != c.want {
			t.Errorf("%T: got %s, want %s", c.value, got, c.want)
		}
	}
}

func TestGoSyntaxElides(t *testing.T) {
	got := display.GoSyntax(make([]int, 5000))
	if !strings.HasSuffix(got, ", … 4000 more}") || len(got) > 5000 {
		t.Errorf("%d bytes ending in %s", len(got), got[len(got)-20:])
	}
}

// An interpreted type is anonymous to reflect: the static type names it.
func TestTypedGoSyntax(t *testing.T) {
	pkg := types.NewPackage("main", "main")
	fields := []*types.Var{
		types.NewField(0, pkg, "x", types.Typ[types.Int], false),
		types.NewField(0, pkg, "next", types.Universe.Lookup("any").Type(), false),
	}
	point := types.NewNamed(types.NewTypeName(0, pkg, "Point", nil), types.NewStruct(fields, nil), nil)
	v := reflect.ValueOf([]struct {
		Xx   int
		Next any
	}{{1, nil}, {2, "s"}})
	want := `[]Point{Point{x: 1, next: nil}, Point{x: 2, next: "s"}}`
	if got := display.TypedGoSyntax(v, types.NewSlice(point)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
