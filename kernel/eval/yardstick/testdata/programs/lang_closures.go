// Functions as values: counters, middleware, currying, loop variables.
package main

import (
	"fmt"
	"strings"
)

type handler func(string) string

type middleware func(handler) handler

func chain(h handler, ms ...middleware) handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

func (h handler) twice() handler { return func(s string) string { return h(h(s)) } }

func counter() (next func() int, reset func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 0 }
}

func curry(f func(a, b, c int) int) func(int) func(int) func(int) int {
	return func(a int) func(int) func(int) int {
		return func(b int) func(int) int {
			return func(c int) int { return f(a, b, c) }
		}
	}
}

var operations = map[string]func(float64, float64) float64{
	"+": func(a, b float64) float64 { return a + b },
	"*": func(a, b float64) float64 { return a * b },
}

func derivative(f func(float64) float64) func(float64) float64 {
	return func(x float64) float64 { return (f(x+1e-6) - f(x-1e-6)) / 2e-6 }
}

func main() {
	next, reset := counter()
	other, _ := counter()
	fmt.Println(next(), next(), other(), next())
	reset()
	fmt.Println(next())
	wrap := func(l, r string) middleware {
		return func(h handler) handler { return func(s string) string { return l + h(s) + r } }
	}
	h := chain(strings.ToUpper, wrap("<", ">"), wrap("[", "]"))
	fmt.Println(h("go"), h.twice()("x"))
	fmt.Println(curry(func(a, b, c int) int { return a*100 + b*10 + c })(1)(2)(3))
	fmt.Println(operations["+"](2, 3), operations["*"](2, 3), operations["?"] == nil)
	square := func(x float64) float64 { return x * x }
	fmt.Printf("%.3f %.3f\n", derivative(square)(3), derivative(derivative(square))(1))
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
	var ackermann func(m, n int) int
	ackermann = func(m, n int) int {
		switch {
		case m == 0:
			return n + 1
		case n == 0:
			return ackermann(m-1, 1)
		}
		return ackermann(m-1, ackermann(m, n-1))
	}
	fmt.Println(ackermann(2, 3), func() string { return "called at once" }())
}
