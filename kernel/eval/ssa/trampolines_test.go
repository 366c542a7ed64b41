package ssa

import (
	"context"
	"gradus/kernel/symbols"
	"strings"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/packages"
)

// Where the trick of trampolines.go does not work, func values come from
// reflect.MakeFunc and do the same.
func TestWithoutTrampolines(t *testing.T) {
	if len(newTrampolines()) == 0 {
		t.Error("the start-up test fails on this platform")
	}
	known, err := packages.Cached(context.Background(), ".", []string{"std"})
	if err != nil {
		t.Fatal(err)
	}
	defer known.Close()
	e := New(symbols.Symbols)
	clear(e.trampolines)
	var out strings.Builder
	r := eval.NewSession(e, known).Execute(context.Background(), eval.Cell{Name: "cell", Source: `
func twice(f func(int) int, n int) int { return f(f(n)) }
func counter() func() int { n := 0; return func() int { n++; return n } }
type op func(a, b float64) float64
k, next := 3, counter()
next()
fmt.Println(twice(func(n int) int { return n * k }, 5), next(), op(math.Pow)(2, 10), op(func(a, b float64) float64 { return a - b })(1, 3))
xs := []int{3, 1, 2}
sort.Slice(xs, func(i, j int) bool { return xs[i] < xs[j] })
defer func() { fmt.Println(xs, recover()) }()
var m map[string]func() int = map[string]func() int{"f": next}
fmt.Println(m["f"]())
panic("end")`}, eval.Streams{Stdout: &out, Stderr: &out})
	if want := "45 2 1024 -2\n3\n[1 2 3] end\n"; r.Err != nil || out.String() != want {
		t.Errorf("printed %q, failed with %v; want %q", out.String(), r.Err, want)
	}
}
