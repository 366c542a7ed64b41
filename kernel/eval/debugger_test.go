package eval_test

import (
	"slices"
	"testing"

	"gradus/kernel/eval"
)

// Breakpoints can be where a statement starts, also in functions and cases.
func TestBreakLines(t *testing.T) {
	got := eval.BreakLines(`import "fmt"
x := 1
func f() {
	switch x {
	case 1:
		x++
	}
	g(func() {
		x--
	},
		2)
}
var y = 2
type T int
`)
	if want := []int{2, 4, 6, 8, 9, 13}; !slices.Equal(got, want) {
		t.Errorf("lines %v, want %v", got, want)
	}
}
