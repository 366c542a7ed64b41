package ssa

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"
)

// functionOf builds the function f of a source text, for the tests of passes.
func functionOf(t *testing.T, source string) (*Engine, *ssa.Function) {
	t.Helper()
	e := New()
	file, err := parser.ParseFile(e.fset, "test.go", "package main\n"+source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
	checked, err := new(types.Config).Check("main", e.fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	pkg := e.program.CreatePackage(checked, []*ast.File{file}, info, false)
	pkg.Build()
	return e, pkg.Func("f")
}

// bytecode compiles f and returns how often each operation is in it.
func bytecode(t *testing.T, source string) (*body, map[op]int) {
	t.Helper()
	e, fn := functionOf(t, source)
	b := e.compile(e.function(fn))
	count := map[op]int{}
	for _, in := range b.code {
		count[in.op]++
	}
	return b, count
}

// instructions returns those of a kind, in order.
func instructions[I ssa.Instruction](fn *ssa.Function) (out []I) {
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			if in, ok := in.(I); ok {
				out = append(out, in)
			}
		}
	}
	return out
}

// Addresses, comparisons and sums go into the instructions that use them.
func TestFold(t *testing.T) {
	_, fn := functionOf(t, "func f(xs []float64, i, n int) { if i < n { xs[i] += 2.5 } }")
	p := newPlan(fn)
	stores := instructions[*ssa.Store](fn)
	if len(stores) != 1 || p.update[stores[0]] == nil {
		t.Error("xs[i] += 2.5 is no update in place")
	}
	for _, in := range instructions[*ssa.BinOp](fn) {
		if !p.folded[in] {
			t.Errorf("%s has a register of its own", in)
		}
	}
	for _, in := range instructions[*ssa.IndexAddr](fn) {
		if !p.folded[in] {
			t.Errorf("the address %s is computed apart", in)
		}
	}
}

// What could change or fail between an address and its use keeps them apart.
func TestFoldStopsAtEffects(t *testing.T) {
	_, fn := functionOf(t, "func g() int\nfunc f(xs []int, i int) { xs[i] = g() }")
	p := newPlan(fn)
	for _, in := range instructions[*ssa.IndexAddr](fn) {
		if p.folded[in] && p.order[in] < p.order[instructions[*ssa.Call](fn)[0]] {
			t.Error("the index is checked after the call")
		}
	}
}

// A loop's variable has one register; two that are exchanged have two.
func TestCoalesce(t *testing.T) {
	_, fn := functionOf(t, "func f(n int) (s int) { for i := 0; i < n; i++ { s += i }; return s }")
	p := newPlan(fn)
	for _, phi := range instructions[*ssa.Phi](fn) {
		for _, e := range phi.Edges {
			if _, constant := e.(*ssa.Const); !constant && p.find(e) != p.find(phi) {
				t.Errorf("%s moves from %s in each round", phi.Comment, e.Name())
			}
		}
	}
	_, fn = functionOf(t, "func f(n, a, b int) int { for range n { a, b = b, a }; return a - b }")
	p = newPlan(fn)
	swapped := map[ssa.Value]bool{}
	for _, phi := range instructions[*ssa.Phi](fn) {
		swapped[p.find(phi)] = true
	}
	if len(swapped) != 3 {
		t.Errorf("%d registers for a, b and the counter", len(swapped))
	}
}

// A small loop ends with its condition: one jump a round, its counter in it.
func TestRotate(t *testing.T) {
	_, count := bytecode(t, "func f(xs []float64) (s float64) { for i := 0; i < len(xs); i++ { s += xs[i] }; return s }")
	if count[oIncLtI] != 1 || count[oLoop] != 0 {
		t.Errorf("%d fused increments, %d jumps back", count[oIncLtI], count[oLoop])
	}
}

// Jumps land on instructions, and the code ends with a halt.
func TestLink(t *testing.T) {
	b, _ := bytecode(t, `func f(n int) int {
		for i := range n { switch { case i == 3: continue; case i > 7: return i }; for j := n; j > i; j-- { n ^= j } }
		return n
	}`)
	if len(b.code) != len(b.pos) || b.code[len(b.code)-1].op != oHalt {
		t.Fatal("no halt at the end, or a position missing")
	}
	for at, in := range b.code {
		if in.op == oJump || in.op == oLoop || isBranch(in.op) || in.op == oIncLtI {
			if to := at + 1 + int(in.t)/insSize; int(in.t)%insSize != 0 || to < 0 || to >= len(b.code) {
				t.Errorf("instruction %d jumps to %d", at, to)
			}
		}
	}
}

// Every jump has the opposite of its opposite.
func TestInverse(t *testing.T) {
	for o, inv := range inverse {
		if back := inverse[inv.op]; back.op != o || back.swapped != inv.swapped {
			t.Errorf("%d and %d are no opposites", o, inv.op)
		}
	}
}

// Moves at once have the effect of moves at once, in circles and in chains.
func TestParallelMoves(t *testing.T) {
	e := New()
	word := e.types.of(types.Typ[types.Int])
	for _, test := range [][]int{{1, 0}, {1, 2, 0}, {0, 0, 1, 2}, {1, 0, 3, 2, 4}, {2, 2, 0}, {3, 0, 1, 2, 2}} {
		lw := &lowering{eng: e, layout: newFrameLayout(), cur: &block{}}
		regs := make([]place, len(test))
		values := map[off]int{}
		for i := range regs {
			regs[i] = lw.layout.register(word)
			values[regs[i].off] = i
		}
		var m parallelMove
		for to, from := range test {
			m.add(regs[to], regs[from])
		}
		lw.moves(m)
		for _, in := range lw.cur.ins {
			values[in.d] = values[in.a]
		}
		for to, from := range test {
			if values[regs[to].off] != from {
				t.Errorf("%v: register %d has what was in %d", test, to, values[regs[to].off])
			}
		}
	}
}

// Registers are apart from one another, and pointers where the collector looks.
func TestFrameLayout(t *testing.T) {
	e := New()
	list := []types.Type{
		types.Typ[types.Int], types.NewPointer(types.Typ[types.Int]), types.Typ[types.String], types.NewSlice(types.Typ[types.Bool]),
		types.Typ[types.Complex128], types.NewArray(types.Typ[types.Int8], 3), types.NewInterfaceType(nil, nil), types.NewArray(types.Typ[types.Int], 1000),
	}
	l := newFrameLayout()
	used := map[off]types.Type{}
	for range 3 {
		for _, typ := range list {
			p := l.register(e.types.of(typ))
			for o := p.off; o < p.off+p.size(); o += 8 {
				if used[o] != nil || o < contextOff {
					t.Errorf("a %s at %d, where a %s is", typ, o, used[o])
				}
				used[o] = typ
			}
		}
	}
	if size := l.reflected().Size(); size < uintptr(len(used)*8) || size > maxFrame {
		t.Errorf("a frame of %d bytes", size)
	}
}

// Identical types are one; those that differ in name alone are not.
func TestTypeTable(t *testing.T) {
	e, fn := functionOf(t, `
type celsius float64
type list struct { next *list; all []list; by map[string]*list }
type tree []tree
func f(a, b []int, c celsius, d float64, l list, x tree, g func(tree) list) {}`)
	typ := func(i int) *typ { return e.types.of(fn.Params[i].Type()) }
	if typ(0) != typ(1) || typ(2) == typ(3) || typ(2).rt != typ(3).rt {
		t.Error("[]int is two types, or celsius is float64")
	}
	if typ(2).faithful || !typ(3).faithful {
		t.Error("celsius would be taken for float64")
	}
	if l := typ(4); l.rt.NumField() != 3 || l.rt.Field(1).Type.Kind().String() != "slice" {
		t.Errorf("a recursive type as %s", l.rt)
	}
	sizes := types.SizesFor("gc", "amd64")
	for _, p := range fn.Params {
		if k := e.types.of(p.Type()); int64(k.rt.Size()) != sizes.Sizeof(p.Type()) {
			t.Errorf("%s takes %d bytes", p.Type(), k.rt.Size())
		}
	}
}

// Go's precedence is in the syntax tree: an operator for each token is enough.
func TestOperatorTables(t *testing.T) {
	for tok := token.ADD; tok <= token.AND_NOT; tok++ {
		if integerOps[tok] == 0 {
			t.Errorf("no operation for %s", tok)
		}
	}
}
