package ssa_test

import (
	"context"
	"gradus/kernel/symbols"
	"strings"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/packages"
	"gradus/kernel/eval/ssa"
	"gradus/kernel/eval/yaegi"
)

// programs are cells that define bench(), by what they measure.
var programs = map[string]string{
	"calls": `func fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }
func bench() any { return fib(25) }`,
	"loop": `func bench() any { s := 0.0; for i := 0; i < 300000; i++ { x := float64(i); s += x*x*0.5 - x }; return s }`,
	"matmul": `func bench() any {
	n := 64
	a, b, c := square(n), square(n), square(n)
	for i := 0; i < n; i++ {
		for k := 0; k < n; k++ {
			for j := 0; j < n; j++ { c[i][j] += a[i][k] * b[k][j] }
		}
	}
	return c[3][5]
}
func square(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m { m[i] = make([]float64, n); for j := range m[i] { m[i][j] = float64(i - j) } }
	return m
}`,
	"structs": `type body struct{ x, v, m float64 }
func bench() any {
	bodies := []body{{0, 1, 3}, {1, 0, 2}, {4, -1, 1}}
	for step := 0; step < 10000; step++ {
		for i := range bodies {
			b := &bodies[i]
			for j := range bodies { if i != j { d := bodies[j].x - b.x; b.v += 1e-6 * d * bodies[j].m } }
		}
		for i := range bodies { bodies[i].x += bodies[i].v * 1e-3 }
	}
	return bodies[0].x
}`,
	"interface": `type shape interface{ area() int }
type sq struct{ s int }
func (q *sq) area() int { return q.s * q.s }
func bench() any { var s shape = &sq{3}; n := 0; for range 50000 { n += s.area() }; return n }`,
	"closure": `func bench() any { n := 0; inc := func(k int) int { n += k; return n }; for i := 0; i < 50000; i++ { inc(i) }; return n }`,
	"map":     `func bench() any { m := map[string]int{}; ks := []string{"a", "b", "c"}; for i := 0; i < 50000; i++ { m[ks[i%3]] += i }; return m["b"] }`,
	"callback": `func bench() any { xs := make([]int, 2000); for i := range xs { xs[i] = i * 7919 % 2003 }
	sort.Slice(xs, func(i, j int) bool { return xs[i] < xs[j] }); return xs[5] }`,
}

func Benchmark(b *testing.B) {
	known, err := packages.Cached(context.Background(), ".", []string{"std"})
	if err != nil {
		b.Fatal(err)
	}
	defer known.Close()
	for name, source := range programs {
		for engine, make := range map[string]func() (eval.Engine, error){
			"ssa":   func() (eval.Engine, error) { return ssa.New(symbols.Symbols), nil },
			"yaegi": func() (eval.Engine, error) { return yaegi.New(symbols.Symbols) },
		} {
			b.Run(name+"/"+engine, func(b *testing.B) {
				e, err := make()
				if err != nil {
					b.Fatal(err)
				}
				s := eval.NewSession(e, known)
				for _, cell := range []string{source, "bench();"} {
					execute(b, s, cell)
				}
				for b.Loop() {
					execute(b, s, "bench();")
				}
			})
		}
	}
}

func execute(b *testing.B, s *eval.Session, source string) {
	var out strings.Builder
	r := s.Execute(context.Background(), eval.Cell{Name: "cell", Source: source}, eval.Streams{Stdout: &out, Stderr: &out})
	if r.Err != nil {
		b.Fatal(r.Err)
	}
}

// BenchmarkDebug runs calls of a cell that was compiled with debugging off, and
// on: "off" is to be no slower than calls/ssa was before there was a debugger.
func BenchmarkDebug(b *testing.B) {
	for name, stopped := range map[string]func(eval.Stop){"off": nil, "on": func(eval.Stop) {}} {
		b.Run(name, func(b *testing.B) {
			e := ssa.New(symbols.Symbols)
			e.Debug(stopped)
			s := evaltest.Session(b, e)
			for _, cell := range []string{programs["calls"], "bench();"} {
				execute(b, s, cell)
			}
			for b.Loop() {
				execute(b, s, "bench();")
			}
		})
	}
}
