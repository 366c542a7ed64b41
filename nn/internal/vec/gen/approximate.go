package main

import "math"

// taylor returns n coefficients.
func taylor(n int, f func(k int) float64) []float64 {
	c := make([]float64, n)
	for k := range c {
		c[k] = f(k)
	}
	return c
}

// fit returns the coefficients c[0] + c[1]·x + … of the polynomial that equals f in
// the Chebyshev nodes of [lo, hi], which is close to the best of its degree.
func fit(f func(x float64) float64, lo, hi float64, degree int) []float64 {
	// Newton's divided differences, then expanded to powers of x.
	n := degree + 1
	x, d := make([]float64, n), make([]float64, n)
	for i := range x {
		x[i] = (lo+hi)/2 + (hi-lo)/2*math.Cos(math.Pi*(float64(i)+0.5)/float64(n))
		d[i] = f(x[i])
	}
	for k := 1; k < n; k++ {
		for i := n - 1; i >= k; i-- {
			d[i] = (d[i] - d[i-1]) / (x[i] - x[i-k])
		}
	}
	c := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		for k := n - 1; k > 0; k-- { // c ← c·(x - x[i]) + d[i]
			c[k] = c[k-1] - x[i]*c[k]
		}
		c[0] = d[i] - x[i]*c[0]
	}
	return c
}

// erfcx is e^(z²)·erfc(z), z ≥ 0.
func erfcx(z float64) float64 {
	if z < 2 {
		return math.Exp(z*z) * math.Erfc(z)
	}
	// Laplace's continued fraction: √π·erfcx(z) = 1/(z + (1/2)/(z + (2/2)/(z + …))).
	f := z
	for k := 200; k > 0; k-- {
		f = z + float64(k)/2/f
	}
	return 1 / (math.SqrtPi * f)
}
