// Matrices over any ring: floats, integers modulo p, booleans.
package main

import "fmt"

type Ring[T any] interface {
	Add(T) T
	Mul(T) T
}

type Matrix[T Ring[T]] [][]T

func (a Matrix[T]) Mul(b Matrix[T]) Matrix[T] {
	out := make(Matrix[T], len(a))
	for i := range a {
		out[i] = make([]T, len(b[0]))
		for j := range out[i] {
			var sum T
			for k := range b {
				sum = sum.Add(a[i][k].Mul(b[k][j]))
			}
			out[i][j] = sum
		}
	}
	return out
}

func (a Matrix[T]) Pow(n int) Matrix[T] {
	if n == 1 {
		return a
	}
	h := a.Pow(n / 2)
	if h = h.Mul(h); n%2 == 1 {
		h = h.Mul(a)
	}
	return h
}

type Real float64

func (a Real) Add(b Real) Real { return a + b }
func (a Real) Mul(b Real) Real { return a * b }

type Mod7 int

func (a Mod7) Add(b Mod7) Mod7 { return (a + b) % 7 }
func (a Mod7) Mul(b Mod7) Mod7 { return (a * b) % 7 }

type Bool bool

func (a Bool) Add(b Bool) Bool { return a || b }
func (a Bool) Mul(b Bool) Bool { return a && b }

func main() {
	fib := Matrix[Real]{{1, 1}, {1, 0}}
	for _, n := range []int{1, 2, 10, 50} {
		fmt.Printf("fib(%d) = %.0f\n", n, float64(fib.Pow(n)[0][1]))
	}
	fmt.Println(Matrix[Mod7]{{3, 5}, {6, 2}}.Pow(3))
	graph := Matrix[Bool]{{false, true, false}, {false, false, true}, {true, false, false}}
	for n := 1; n <= 3; n++ {
		fmt.Println(n, graph.Pow(n))
	}
}
