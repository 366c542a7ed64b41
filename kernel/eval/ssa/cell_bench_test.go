package ssa_test

import (
	"fmt"
	"gradus/kernel/symbols"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/ssa"
)

const small = `type point%[1]d struct{ x, y float64 }
func (p point%[1]d) norm() float64 { return math.Sqrt(p.x*p.x + p.y*p.y) }
func mean%[1]d(xs []float64) float64 {
	s := 0.0
	for _, x := range xs { s += x }
	return s / float64(len(xs))
}
v%[1]d := mean%[1]d([]float64{1, 2, 3}) + point%[1]d{3, 4}.norm()
fmt.Sprintln(v%[1]d)`

// What a cell takes from its text to its end: the first one of a session,
// which imports packages, and one after others.
func BenchmarkCell(b *testing.B) {
	b.Run("first", func(b *testing.B) {
		var s *eval.Session
		for b.Loop() {
			b.StopTimer()
			s = evaltest.Session(b, ssa.New(symbols.Symbols))
			b.StartTimer()
			execute(b, s, fmt.Sprintf(small, 0))
		}
	})
	b.Run("later", func(b *testing.B) {
		s := evaltest.Session(b, ssa.New(symbols.Symbols))
		n := 0
		for b.Loop() {
			n++
			execute(b, s, fmt.Sprintf(small, n%20))
		}
	})
}
