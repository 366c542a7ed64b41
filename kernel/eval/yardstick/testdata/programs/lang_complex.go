package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

// roots returns the n-th roots of z.
func roots(z complex128, n int) []complex128 {
	r, theta := cmplx.Polar(z)
	out := make([]complex128, n)
	for k := range out {
		angle := (theta + 2*math.Pi*float64(k)) / float64(n)
		out[k] = cmplx.Rect(math.Pow(r, 1/float64(n)), angle)
	}
	return out
}

// horner evaluates a polynomial, the highest coefficient first.
func horner[C complex64 | complex128](x C, coefficients ...C) (y C) {
	for _, c := range coefficients {
		y = y*x + c
	}
	return y
}

func escapes(c complex128) int {
	z := 0i
	for n := range 40 {
		if real(z)*real(z)+imag(z)*imag(z) > 4 {
			return n
		}
		z = z*z + c
	}
	return 0
}

func main() {
	for _, r := range roots(-8, 3) {
		fmt.Printf("%.3f ", r)
	}
	fmt.Println()

	var single complex64 = 1 + 2i
	fmt.Println(horner(2+1i, 1, 0, -3i), horner(single, 1, 1), -single, single*single/2)
	const unit = 1i * 1i
	fmt.Println(unit, real(unit), single == complex(1, 2), complex128(single))

	for y := 1.2; y > -1.3; y -= 0.3 {
		for x := -2.0; x < 0.6; x += 0.06 {
			fmt.Print(string(" .:-=+*#%@"[escapes(complex(x, y))%10]))
		}
		fmt.Println()
	}

	zero := complex(0, 0)
	fmt.Println(1/zero, cmplx.IsNaN(zero/zero), cmplx.Abs(3-4i))
	seen := map[complex128]string{1i: "i", -1: "minus one"}
	fmt.Println(seen[cmplx.Sqrt(-1)], seen[1i*1i])
}
