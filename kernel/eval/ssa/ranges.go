package ssa

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// constantRanges replaces what a loop ranges over by its length where the
// language has it not evaluated: an array, or pointer to one, of which the loop
// wants no elements. go/ssa would read it.
func constantRanges(f *ast.File, info *types.Info) {
	ast.Inspect(f, func(n ast.Node) bool {
		loop, ok := n.(*ast.RangeStmt)
		if !ok || loop.Value != nil && !isBlank(loop.Value) {
			return true
		}
		t := info.TypeOf(loop.X)
		if t == nil {
			return true
		}
		a, ok := deref(t).Underlying().(*types.Array)
		if !ok || evaluates(loop.X, info) {
			return true
		}
		n2 := &ast.BasicLit{ValuePos: loop.X.Pos(), Kind: token.INT}
		info.Types[n2] = types.TypeAndValue{Type: types.Typ[types.Int], Value: constant.MakeInt64(a.Len())}
		loop.X, loop.Value = n2, nil
		return true
	})
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// evaluates reports whether x has function calls or receives.
func evaluates(x ast.Expr, info *types.Info) (found bool) {
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || !info.Types[n.Fun].IsType() && info.Types[n].Value == nil
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		}
		return true
	})
	return found
}

// rangeErrors are the words of Go for an iterator function that breaks the
// rules, by those of go/ssa.
var rangeErrors = map[string]string{
	calledAfterExit:                        "range function continued iteration after whole loop exit",
	"iterator call did not preserve panic": "range function recovered a loop body panic and did not resume panicking",
}

const calledAfterExit = "yield function called after range loop exit"

// States of a loop over an iterator function, as go/ssa has them; positive ones
// say that the body has left the loop.
const loopBusy = -1

// rangePanic emits a panic that go/ssa adds to the bodies of loops over
// iterator functions.
func (lw *lowering) rangePanic(v *ssa.Panic) bool {
	x, ok := v.X.(*ssa.MakeInterface)
	if !ok || v.Pos().IsValid() {
		return false
	}
	c, ok := x.X.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return false
	}
	kind := constant.StringVal(c.Value)
	words, ok := rangeErrors[kind]
	if !ok {
		return false
	}
	state, known := lw.loopState(v)
	lw.slow(func(fp ptr) {
		text := words
		if known && kind == calledAfterExit {
			switch s := *(*int64)(*ptrAt(fp, state)); {
			case s == loopBusy:
				text = "range function continued iteration after loop body panic"
			case s > 0:
				text = "range function continued iteration after function for loop body returned false"
			}
		}
		panic(runtimeError(text))
	})
	return true
}

// loopState returns the register of the address of the variable on which the
// panic depends.
func (lw *lowering) loopState(v *ssa.Panic) (off, bool) {
	if len(v.Block().Preds) != 1 {
		return 0, false
	}
	instrs := v.Block().Preds[0].Instrs
	branch, ok := instrs[len(instrs)-1].(*ssa.If)
	if !ok {
		return 0, false
	}
	if cmp, ok := branch.Cond.(*ssa.BinOp); ok {
		if ld, ok := cmp.X.(*ssa.UnOp); ok && ld.Op == token.MUL {
			return lw.off(ld.X), true
		}
	}
	return 0, false
}
