// Package randprog makes small Go programs at random: well typed, ending, and
// printing all they compute, so that what an engine does with one can be
// compared with what compiled Go does.
//
// A program is written top down, from statements (statements.go) to expressions
// (expressions.go) of the types that it has declared (types.go). What Go leaves
// open is avoided: functions that expressions call have no effects, and maps are
// only walked where the order does not show.
package randprog

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Batch is one main program that runs the programs of several seeds, one after
// the other. The output of each follows a line "seed N".
func Batch(seeds ...uint64) string {
	var b strings.Builder
	b.WriteString(prelude)
	var calls strings.Builder
	for i, seed := range seeds {
		b.WriteString(declarations(seed, fmt.Sprint("_", i)))
		fmt.Fprintf(&calls, "\tfmt.Println(\"seed\", %d)\n\trun_%d()\n", seed, i)
	}
	b.WriteString("\nfunc main() {\n" + calls.String() + "}\n")
	return b.String()
}

// prelude is what all programs use. keep hides a constant from the compiler.
const prelude = `package main

import "fmt"

func keep[T any](x T) T { return x }

func pick[T any](first bool, x, y T) T {
	if first {
		return x
	}
	return y
}

func index(i, n int) int {
	if i %= n; i < 0 {
		i += n
	}
	return i
}

func clip(s string) string { return s[:min(len(s), 24)] }

func fold[T, A any](list []T, start A, step func(A, T) A) A {
	for _, x := range list {
		start = step(start, x)
	}
	return start
}

func upTo(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

type box[T any] struct{ content T }

func (b box[T]) get() T   { return b.content }
func (b *box[T]) set(x T) { b.content = x }

type measured interface{ measure() int }

func caught(name string) {
	if r := recover(); r != nil {
		fmt.Println(name, "panic:", r)
	}
}
`

// A generator writes the program of one seed.
type generator struct {
	*rand.Rand
	out    strings.Builder
	indent int
	suffix string // of top-level names
	names  int
	types  []*typ
	funcs  []function
	scope  []variable
	loops  int // around the place that is written
	pure   bool
	labels []string
}

// A variable is one in scope; a fixed one is not to be assigned.
type variable struct {
	name  string
	typ   *typ
	fixed bool
}

// A function can be called in expressions: it has no effects.
type function struct {
	name    string
	params  []*typ
	results []*typ
}

func declarations(seed uint64, suffix string) string {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 1)), suffix: suffix}
	g.types = append(g.types, basics...)
	g.line("")
	for range 2 + g.IntN(3) {
		g.declareType()
	}
	for range 1 + g.IntN(3) {
		g.declareFunction()
	}
	g.line("func run%s() {", suffix)
	g.line("\tdefer caught(\"run\")")
	g.indent++
	g.block(16)
	g.show()
	g.indent--
	g.line("}")
	return g.out.String()
}

func (g *generator) declareFunction() {
	f := function{name: fmt.Sprintf("f%d%s", len(g.funcs), g.suffix)}
	var params []string
	g.scope = nil
	for i := range 1 + g.IntN(3) {
		t := g.anyType()
		f.params = append(f.params, t)
		params = append(params, fmt.Sprintf("p%d %s", i, t.name))
		g.scope = append(g.scope, variable{name: fmt.Sprint("p", i), typ: t})
	}
	var results []string
	for range 1 + g.IntN(2) {
		t := g.anyType()
		f.results = append(f.results, t)
		results = append(results, t.name)
	}
	g.line("func %s(%s) (%s) {", f.name, strings.Join(params, ", "), strings.Join(results, ", "))
	g.pure = true
	g.indent++
	g.block(4)
	var values []string
	for _, t := range f.results {
		values = append(values, g.expr(t, 2))
	}
	g.line("return %s", strings.Join(values, ", "))
	g.indent--
	g.line("}")
	g.pure = false
	g.scope = nil
	g.funcs = append(g.funcs, f)
}

func (g *generator) line(format string, args ...any) {
	g.out.WriteString(strings.Repeat("\t", g.indent))
	fmt.Fprintf(&g.out, format+"\n", args...)
}

func (g *generator) fresh(prefix string) string {
	g.names++
	return fmt.Sprint(prefix, g.names)
}

func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

func oneOf[T any](g *generator, list ...T) T { return list[g.IntN(len(list))] }
