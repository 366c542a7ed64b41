// Constraints: sets of types, methods, cmp.Ordered.
package main

import (
	"cmp"
	"fmt"
)

type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64
}

type Number interface {
	Integer | ~float32 | ~float64
}

func Sum[T Number](values ...T) (s T) {
	for _, v := range values {
		s += v
	}
	return s
}

func Mean[T Number](values ...T) float64 { return float64(Sum(values...)) / float64(len(values)) }

func GCD[T Integer](a, b T) T {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func Largest[T cmp.Ordered](first T, rest ...T) T {
	for _, v := range rest {
		if v > first {
			first = v
		}
	}
	return first
}

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type Named interface {
	~int | ~float64
	fmt.Stringer
}

func Describe[T Named](values []T) (out string) {
	for _, v := range values {
		out += v.String() + fmt.Sprint(" (", float64(v)*2, ") ")
	}
	return out
}

func Ptr[T any](v T) *T { return &v }

func Zero[T any]() T {
	var zero T
	return zero
}

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(0.5, 0.25), Sum[int8](100, 100), Sum[Celsius](20, 1.5))
	fmt.Println(Mean(1, 2, 4), Mean(Celsius(10), 20))
	fmt.Println(GCD(84, 36), GCD(int64(1)<<40, 1<<20))
	fmt.Println(Largest("pear", "zebra", "apple"), Largest(2.5, -1), Largest('a', 'ß'))
	fmt.Println(Describe([]Celsius{36.6, 100}))
	fmt.Println(*Ptr(42), *Ptr("x"), Zero[string]() == "", Zero[*int]() == nil, Zero[[2]bool]())
	fmt.Printf("%T %T %T\n", Sum[Celsius], Ptr(Celsius(1)), Zero[map[string][]int]())
}
