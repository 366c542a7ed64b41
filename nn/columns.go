package nn

import (
	"math"

	"gradus/nn/internal/vec"
)

// columns is what batch normalisation knows of a matrix x of n rows, column by column,
// and does with it. Its memory is the scratch of the op's result.
type columns struct {
	n, width int

	mean, variance, rstd vec.Array // μ, σ² and 1/√(σ² + ε), in float64
	sum, dot             vec.Array // Σ G and Σ G ⊙ (x-μ), in float64

	// Rows of the result's type, and room for a block of rows.
	shift, scale, row, block vec.Array
}

// columnBlock is about how many elements are worked on at a time: few enough to stay
// in the first cache, and to be summed up in Float32 before the sum goes to float64.
const columnBlock = 2048

func columnsOf(y *Tensor) columns {
	n, w := lastAxis(y.shape)
	return columns{
		n: n, width: w,
		mean:     y.scratchOf(0, w, Float64),
		variance: y.scratchOf(1, w, Float64),
		rstd:     y.scratchOf(2, w, Float64),
		sum:      y.scratchOf(3, w, Float64),
		dot:      y.scratchOf(4, w, Float64),
		shift:    y.scratch(5, w),
		scale:    y.scratch(6, w),
		row:      y.scratch(7, w),
		block:    y.scratch(8, max(columnBlock, w)),
	}
}

// moments computes μ = Σ x / n and σ² = Σ (x-μ)² / n.
func (c *columns) moments(x vec.Array) {
	c.total(c.mean, func(lo, hi int) vec.Array { return x.Slice(lo, hi) })
	vec.Scale(c.mean, 1/float64(c.n), c.mean)
	c.setRow(c.shift, func(j int) float64 { return -c.mean.F64[j] })
	c.total(c.variance, func(lo, hi int) vec.Array {
		d := c.centred(x, lo, hi)
		vec.Mul(d, d, d)
		return d
	})
	vec.Scale(c.variance, 1/float64(c.n), c.variance)
}

// normalize computes y = (x-μ)·γ/√(σ² + ε) + β.
func (c *columns) normalize(y *Tensor, epsilon float64) {
	x, gamma, beta := y.in[0].data, y.in[1].data, y.in[2].data
	for j, v := range c.variance.F64 {
		c.rstd.F64[j] = 1 / math.Sqrt(v+epsilon)
	}
	c.setRow(c.shift, func(j int) float64 { return -c.mean.F64[j] })
	c.setRow(c.scale, func(j int) float64 { return gamma.At(j) * c.rstd.F64[j] })
	c.blocks(func(lo, hi int) {
		d := c.centred(x, lo, hi)
		vec.MulRows(d, d, c.scale, c.width)
		vec.AddRows(y.data.Slice(lo, hi), d, beta, c.width)
	})
}

// parameterGradients adds Σ G ⊙ (x-μ)/√(σ² + ε) to dL/dγ and Σ G to dL/dβ.
func (c *columns) parameterGradients(y *Tensor) {
	x, g := y.in[0].data, y.grad
	c.total(c.sum, func(lo, hi int) vec.Array { return g.Slice(lo, hi) })
	c.total(c.dot, func(lo, hi int) vec.Array {
		d := c.centred(x, lo, hi)
		vec.Mul(d, d, g.Slice(lo, hi))
		return d
	})
	if dgamma := y.in[1].gradient(); !dgamma.IsNil() {
		c.setRow(c.row, func(j int) float64 { return c.dot.F64[j] * c.rstd.F64[j] })
		addTo(dgamma, c.row)
	}
	if dbeta := y.in[2].gradient(); !dbeta.IsNil() {
		c.setRow(c.row, func(j int) float64 { return c.sum.F64[j] })
		addTo(dbeta, c.row)
	}
}

// inputGradient adds dL/dx, where μ and σ² depend on x:
//
//	(G - Σ G / n - (x-μ)·Σ (G ⊙ (x-μ)) / (n·(σ² + ε)))·γ/√(σ² + ε)
func (c *columns) inputGradient(y *Tensor) {
	x, g, dx, n := y.in[0].data, y.grad, y.in[0].gradient(), float64(c.n)
	if dx.IsNil() {
		return
	}
	slope, constant := c.row, y.scratch(9, c.width)
	c.setRow(slope, func(j int) float64 { return -c.dot.F64[j] * c.rstd.F64[j] * c.rstd.F64[j] / n })
	c.setRow(constant, func(j int) float64 { return -c.sum.F64[j] / n })
	c.blocks(func(lo, hi int) {
		d := c.centred(x, lo, hi)
		vec.MulRows(d, d, slope, c.width)
		vec.AddRows(d, d, constant, c.width)
		vec.Add(d, d, g.Slice(lo, hi))
		vec.MulRows(d, d, c.scale, c.width)
		addTo(dx.Slice(lo, hi), d)
	})
}

// inputGradientFixed adds dL/dx, where μ and σ² do not depend on x: G·γ/√(σ² + ε).
func (c *columns) inputGradientFixed(y *Tensor) {
	dx := y.in[0].gradient()
	if dx.IsNil() {
		return
	}
	c.blocks(func(lo, hi int) {
		d := c.block.Slice(0, hi-lo)
		vec.MulRows(d, y.grad.Slice(lo, hi), c.scale, c.width)
		addTo(dx.Slice(lo, hi), d)
	})
}

// blocks calls f for elements lo to hi, whole rows, until all had their turn.
func (c *columns) blocks(f func(lo, hi int)) {
	step := max(columnBlock/c.width, 1) * c.width
	for lo := 0; lo < c.n*c.width; lo += step {
		f(lo, min(lo+step, c.n*c.width))
	}
}

// total sets dst to the sum over the rows of what part gives for elements lo to hi.
func (c *columns) total(dst vec.Array, part func(lo, hi int) vec.Array) {
	dst.Zero()
	c.blocks(func(lo, hi int) {
		c.row.Zero()
		vec.SumRows(c.row, part(lo, hi), c.width)
		for j := range dst.F64 {
			dst.F64[j] += c.row.At(j)
		}
	})
}

// centred returns x-μ, for elements lo to hi.
func (c *columns) centred(x vec.Array, lo, hi int) vec.Array {
	d := c.block.Slice(0, hi-lo)
	vec.AddRows(d, x.Slice(lo, hi), c.shift, c.width)
	return d
}

func (c *columns) setRow(row vec.Array, f func(j int) float64) {
	for j := range c.width {
		row.Set(j, f(j))
	}
}
