package ssa_test

import (
	"context"
	"gradus/kernel/symbols"
	"reflect"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/ssa"
)

// taken returns a value of a cell as compiled code gets it.
func taken(t testing.TB, source string) (value any) {
	take := func(_ context.Context, _, v any) context.Context { value = v; return nil }
	e := ssa.New(symbols.Symbols, ssa.Exports{"context/context": func() map[string]reflect.Value {
		return map[string]reflect.Value{"WithValue": reflect.ValueOf(take)}
	}})
	r := evaltest.Session(t, e).Execute(context.Background(), eval.Cell{Name: "cell", Source: source}, eval.Streams{})
	if r.Err != nil {
		t.Fatal(r.Err)
	}
	return value
}

// A call from compiled code of a func value of a cell.
func BenchmarkCallback(b *testing.B) {
	b.Run("less", func(b *testing.B) {
		less := taken(b, "xs := []int{3, 1, 2}\ncontext.WithValue(nil, 0, func(i, j int) bool { return xs[i] < xs[j] })").(func(int, int) bool)
		for b.Loop() {
			less(1, 2)
		}
	})
	b.Run("float", func(b *testing.B) {
		f := taken(b, "context.WithValue(nil, 0, func(x float64) float64 { return x*x + 1 })").(func(float64) float64)
		for b.Loop() {
			f(2)
		}
	})
	b.Run("struct", func(b *testing.B) { // a shape without a trampoline
		f := taken(b, "context.WithValue(nil, 0, func(p struct{ X, Y int }) int { return p.X + p.Y })").(func(struct{ X, Y int }) int)
		for b.Loop() {
			f(struct{ X, Y int }{1, 2})
		}
	})
}
