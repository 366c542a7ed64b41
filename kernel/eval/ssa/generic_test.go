package ssa_test

import (
	"gradus/kernel/symbols"
	"testing"

	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/ssa"
)

// Generic functions of the standard library run from their source, for types of
// cells and others.
func TestGenericPackages(t *testing.T) {
	c := &tester{t: t, s: evaltest.Session(t, ssa.New(symbols.Symbols))}
	c.want("x := []int{3, 1, 2}\nslices.Sort(x)\nx", "[]int{1, 2, 3}") // compiled for ints
	c.want("type Point struct{ X, Y int }\nps := []Point{{2, 1}, {1, 5}}\nslices.SortFunc(ps, func(a, b Point) int { return cmp.Compare(a.X, b.X) })\nps", "[]Point{Point{X: 1, Y: 5}, Point{X: 2, Y: 1}}")
	c.want("slices.Index(ps, Point{2, 1})", "1")
	c.want("import \"iter\"\nfunc up(n int) iter.Seq[Point] { return func(yield func(Point) bool) { for i := range n { if !yield(Point{i, i}) { return } } } }\nslices.Collect(up(2))", "[]Point{Point{X: 0, Y: 0}, Point{X: 1, Y: 1}}")
	c.want("next, stop := iter.Pull(up(2))\nnext()", "Point{X: 0, Y: 0}, true")
	c.want("next()", "Point{X: 1, Y: 1}, true") // it waits between cells
	c.want("stop(); next()", "Point{X: 0, Y: 0}, false")
	c.want("slices.Sorted(maps.Keys(map[string]Point{\"b\": {}, \"a\": {}}))", `[]string{"a", "b"}`)
	c.want("type node struct{ v int }\nvar p atomic.Pointer[node]\np.Store(&node{4})\np.Load().v", "4")
	c.want("f := sync.OnceValue(func() Point { fmt.Println(\"once\"); return Point{7, 7} })\nf(); f().X", "once\n7")
	c.want("type missing struct{ name string }\nfunc (m missing) Error() string { return m.name }\ne, ok := errors.AsType[missing](fmt.Errorf(\"%w!\", missing{\"x\"}))\nfmt.Println(e.name, ok)", "x true")
	c.want("import \"unique\"\nunique.Make(Point{1, 2}) == unique.Make(Point{1, 2})", "true")
	c.want("rand.N(time.Second) < time.Second", "true")
	c.want("reflect.TypeFor[[]string]().String()", `"[]string"`)
	c.want("func total(list iter.Seq2[int, float64]) (s float64) { for _, v := range list { s += v }; return s }\ntotal(slices.All([]float64{1, 2}))", "3")
	c.wantIn("slices.Insert([]int{}, 3, 1)", "slice bounds out of range [3:0]", "cell[16]:1:1")
}

// A type that no table names is found through a variable.
func TestUnexportedTypes(t *testing.T) {
	c := &tester{t: t, s: evaltest.Session(t, ssa.New(symbols.Symbols))}
	c.want("order := binary.LittleEndian\norder.Uint16([]byte{1, 2})", "513")
	c.want("fmt.Sprint(order)", `"LittleEndian"`)
	c.want("type checked struct{ testing.B }\nvar b checked\nb.N", "0")
}
