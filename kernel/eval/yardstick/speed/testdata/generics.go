package main

import (
	"fmt"
	"os"
	"time"
)

type number interface{ ~int | ~float64 }

func mapped[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func sum[T number](in []T) (s T) {
	for _, v := range in {
		s += v
	}
	return s
}

func largest[T number](in []T) T {
	best := in[0]
	for _, v := range in {
		if v > best {
			best = v
		}
	}
	return best
}

func main() {
	start := time.Now()
	ints := make([]int, 1000)
	for i := range ints {
		ints[i] = i * 7919 % 1000
	}
	total := 0.0
	for round := 0; round < 800; round++ {
		halves := mapped(ints, func(n int) float64 { return float64(n+round) / 2 })
		total += sum(halves) + largest(halves) - float64(sum(ints)%(largest(ints)+1))
	}
	fmt.Printf("%.1f\n", total)
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
