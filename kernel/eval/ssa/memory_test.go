package ssa_test

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"gradus/kernel/eval"
)

// replacing is a round of cells that each replace what the last round made.
// %d is the number of the round.
var replacing = []string{
	"type point struct { x, y float64; tag [%d %% 5]int }\nfunc (p point) norm() float64 { return p.x*p.x + p.y*p.y }\nfunc (p *point) String() string { return fmt.Sprint(\"point \", p.x) }",
	"func area(p point) float64 { s := 0.0; for i := range 10 { s += p.norm() * float64(i) }; return s + %d }\narea(point{x: 1, y: 2})",
	"var big = make([]float64, 100_000)\nbig[%d] = 1\nfunc total() (s float64) { for _, x := range big { s += x }; return }",
	"big := map[string][]int{\"a\": make([]int, 50_000, 50_000+%d)}\nkeep := func(n int) int { return len(big[\"a\"]) + n }\nkeep(1)",
	"func apply[T any](xs []T, f func(T) T) []T { for i, x := range xs { xs[i] = f(x) }; return xs }\nys := apply([]int{%d, 2, 3}, func(n int) int { return n * 2 })\nys",
	"var shape fmt.Stringer = &point{x: %d}\nfmt.Sprintf(\"%%v %%T\", shape, shape)",
	"undefined_%d + 1",
	"panic(fmt.Sprint(\"no \", %d))",
	"ch := make(chan int, 4)\nfor i := range 4 { go func() { ch <- i + %d }() }\nsum := 0\nfor range 4 { sum += <-ch }\nsum",
	"xs := sort.SearchInts([]int{1, 2, %d}, 2)\nsort.Slice(ys, func(i, j int) bool { return ys[i] > ys[j] })\nys",
}

// perCell bounds what a cell may leave behind: less than the least thing that
// could be forgotten of it, its source.
const perCell = 1 << 10

// Cells that replace what earlier cells made leave nothing of it behind.
func TestMemoryOfReplacedCells(t *testing.T) {
	s := newSession(t)
	const from, to = 500, 2000
	var first int
	for n := range to {
		source := fmt.Sprintf(replacing[n%len(replacing)], n/len(replacing))
		s.Execute(context.Background(), eval.Cell{Number: n + 1, Source: source}, eval.Streams{Stdout: io.Discard, Stderr: io.Discard})
		if n+1 == from {
			first = liveHeap()
		}
		if (n+1)%200 == 0 {
			t.Logf("after %4d cells: %4d KB", n+1, liveHeap()>>10)
		}
	}
	if grown := (liveHeap() - first) / (to - from); grown > perCell {
		t.Errorf("%d bytes for each cell", grown)
	}
	if out, failure := run(t, s, "fmt.Println(area(point{x: 1}) > 0, total() >= 0, keep(1) > 0, ys)"); failure != "" {
		t.Error("what is live:", out, failure)
	}
}

// A variable that is declared again with another type is free once the cell
// that does it has run.
func TestMemoryOfReplacedVariable(t *testing.T) {
	s := newSession(t)
	run(t, s, "1")
	before := liveHeap()
	run(t, s, "data := make([]float64, 5_000_000)\nfunc sum() float64 { return data[0] }\nsum()")
	if held := liveHeap() - before; held < 35_000_000 { // what earlier tests held may be gone by now
		t.Fatalf("only %d bytes are in use", held)
	}
	run(t, s, "func sum() string { return data }\ndata := fmt.Sprint(len(data))")
	run(t, s, "1")
	if held := liveHeap() - before; held > 1_000_000 {
		t.Errorf("%d bytes are in use", held)
	}
	if out, failure := run(t, s, "fmt.Println(sum())"); out != "5000000\n" {
		t.Errorf("printed %q, failed with %q", out, failure)
	}
}

// What somebody still holds goes on working, however long ago its names were
// replaced.
func TestForgottenButHeld(t *testing.T) {
	s := newSession(t)
	for _, cell := range []string{
		"type point struct{ X, Y int }\nfunc (p point) String() string { return fmt.Sprintf(\"<%d %d>\", p.X, p.Y) }",
		"func (p *point) Sum() int { return p.X + p.Y }",
		"type summer interface{ Sum() int }\nvar held = []any{point{1, 2}, []point{{3, 4}}, map[string]*point{\"a\": {5, 6}}, &point{7, 8}}\nvar s summer = &point{9, 10}",
		"type stack[T any] struct{ items []T }\nfunc (s *stack[T]) push(x T) *stack[T] { s.items = append(s.items, x); count++; return s }\nfunc twice[T any](x T) []T { count += step(); return []T{x, x} }\nvar count int\nfunc step() int { return 1 }",
		"base := 100\nold := func(n int) int { return base + n + helper(n) }\nfunc helper(n int) int { return n }\nfunc caller(n int) int { return helper(n) * 2 }\nfunc fails(xs []int) int {\n\treturn xs[3]\n}",
		"ticks := make(chan int)\nstop := make(chan bool)\ngo func() { for n := 0; ; n++ { select { case ticks <- helper(n): case <-stop: return } } }()",
	} {
		if _, failure := run(t, s, cell); failure != "" {
			t.Fatal(cell, failure)
		}
	}
	for round := range 3 {
		for n := range 150 {
			run(t, s, fmt.Sprintf("type point struct{ Z%d int }\nfunc helper(n int) int { return n + %d }\nbase := \"%d\"", n%3, round, n))
			if n%40 == 0 {
				runtime.GC()
			}
		}
		for cell, want := range map[string]string{
			"fmt.Println(s.Sum(), held[3].(summer).Sum())":                                    "19 15\n",
			"fmt.Println(held[0], held[1], held[2], held[3])":                                 "<1 2> [<3 4>]",
			"fmt.Printf(\"%T %v\\n\", held[0], held[0].(fmt.Stringer))":                       "main.point <1 2>\n",
			"_, same := held[0].(point)\nfmt.Println(same)":                                   "false\n",
			"fmt.Println(old(1))":                                                             fmt.Sprint(100+1+1+round, "\n"),
			"fmt.Println(caller(1))":                                                          fmt.Sprint((1+round)*2, "\n"),
			fmt.Sprintf("type t%d struct{ a int }\nfmt.Println(twice(t%d{1}))", round, round): "[{1} {1}]\n",
			"fmt.Println(len((&stack[string]{}).push(\"a\").push(\"b\").items))":              "2\n",
			"n := <-ticks\nfmt.Println(<-ticks - n)":                                          "1\n",
			"fails(nil)":                                                                      "panic: runtime error: index out of range [3] with length 0",
		} {
			if out, failure := run(t, s, cell); !strings.Contains(out+failure, want) {
				t.Errorf("round %d, %s\nprinted %q, failed with %q", round, cell, out, failure)
			}
		}
		run(t, s, "func (s *stack[T]) size() int { return 0 }") // refused: nothing changes
	}
	if out, failure := run(t, s, "close(stop)\nfmt.Println(count)"); out != "9\n" {
		t.Errorf("printed %q, failed with %q", out, failure)
	}
}

func liveHeap() int {
	runtime.GC() // weak pointers and clean-ups need a second one
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
