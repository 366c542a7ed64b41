package main

import (
	"fmt"
	"math"
	"sort"
)

// sum adds from the smallest to the largest; kahan carries what is lost.
func sum[T ~float32 | ~float64](xs []T) (s T) {
	for _, x := range xs {
		s += x
	}
	return s
}

func kahan[T ~float32 | ~float64](xs []T) (s T) {
	var carry T
	for _, x := range xs {
		y := x - carry
		t := s + y
		carry = (t - s) - y
		s = t
	}
	return s
}

type celsius float32

func (c celsius) fahrenheit() float32 { return float32(c)*9/5 + 32 }

func main() {
	tenths32, tenths64 := make([]float32, 1000), make([]float64, 1000)
	for i := range tenths32 {
		tenths32[i], tenths64[i] = 0.1, 0.1
	}
	fmt.Println(sum(tenths32), kahan(tenths32), sum(tenths64), kahan(tenths64))
	fmt.Println(float32(16777216)+1, float32(0.1), float64(float32(0.1)), 0.1+0.2, celsius(36.6).fahrenheit())

	nan, inf, negativeZero := math.NaN(), math.Inf(1), math.Copysign(0, -1)
	fmt.Println(nan == nan, nan < 1, nan != nan, inf > math.MaxFloat64, negativeZero == 0, 1/negativeZero)
	fmt.Println(min(1, nan), max(negativeZero, 0), min(0, negativeZero), inf-inf, math.Sqrt(-1))

	counts := map[float64]int{}
	for _, x := range []float64{nan, nan, 0, negativeZero, 1} {
		counts[x]++
	}
	fmt.Println(len(counts), counts[0], counts[nan])

	for _, x := range []float64{2.5, -2.5, 1e9, 123.456, -0.999} {
		fmt.Print(int(x), " ", int32(x), " ", math.Round(x), " ", math.Floor(x), " ", uint8(int(x)), "; ")
	}
	fmt.Println()

	xs := []float64{3, nan, -1, inf, 2, math.Inf(-1)}
	sort.Float64s(xs)
	fmt.Println(xs)
	fmt.Printf("%g %e %.3f %8.2f|%-8.1f|%+d %x %v %v\n", 1e21, 123456.789, math.Pi, math.E, 2.25, 7, 0.5, float32(1)/3, 1.0/3)
	fmt.Println(math.Float64bits(1.5), math.Float32bits(-2), math.MaxFloat32, math.SmallestNonzeroFloat64, 1e100)
}
