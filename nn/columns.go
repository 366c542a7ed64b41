package nn

import (
	"math"

	"gradus/nn/internal/vec"
)

// columns is what batch normalisation knows of a matrix x of n rows, column by column,
// and does with it. Its memory is the scratch of the op's result.
type columns struct {
	n, width int
	wide     int // some rows side by side: short ones are slow to work with

	mean, variance, rstd vec.Array // μ, σ² and 1/√(σ² + ε), in float64
	sum, dot             vec.Array // Σ G and Σ G ⊙ (x-μ), in float64

	// Rows of the result's type, as often as they fit into wide, and room for a block
	// of rows.
	shift, scale, row, constant, block vec.Array
}

// columnBlock is about how many elements are worked on at a time: few enough to stay
// in the first cache, and to be summed up in Float32 before the sum goes to float64.
const columnBlock = 2048

func columnsOf(y *Tensor) columns {
	n, w := lastAxis(y.shape)
	wide := w * max(1, min(n, 64/w))
	return columns{
		n: n, width: w, wide: wide,
		mean:     y.scratchOf(0, w, Float64),
		variance: y.scratchOf(1, w, Float64),
		rstd:     y.scratchOf(2, w, Float64),
		sum:      y.scratchOf(3, w, Float64),
		dot:      y.scratchOf(4, w, Float64),
		shift:    y.scratch(5, wide),
		scale:    y.scratch(6, wide),
		row:      y.scratch(7, wide),
		constant: y.scratch(8, wide),
		block:    y.scratch(9, max(columnBlock, wide)),
	}
}

// moments computes μ = Σ x / n and σ² = Σ (x-μ)² / n.
func (c *columns) moments(x vec.Array) {
	c.total(c.mean, func(lo, hi, _ int) vec.Array { return x.Slice(lo, hi) })
	vec.Scale(c.mean, 1/float64(c.n), c.mean)
	c.setRow(c.shift, func(j int) float64 { return -c.mean.F64[j] })
	c.total(c.variance, func(lo, hi, width int) vec.Array {
		d := c.centred(x, lo, hi, width)
		vec.Mul(&d, &d, &d)
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
	c.setRow(c.constant, beta.At)
	c.blocks(func(lo, hi, width int) {
		d := c.centred(x, lo, hi, width)
		vec.MulRows(d, d, c.scale.Slice(0, width), width)
		vec.AddRows(y.data.Slice(lo, hi), d, c.constant.Slice(0, width), width)
	})
}

// parameterGradients adds Σ G ⊙ (x-μ)/√(σ² + ε) to dL/dγ and Σ G to dL/dβ.
func (c *columns) parameterGradients(y *Tensor) {
	x, g := y.in[0].data, y.grad
	c.total(c.sum, func(lo, hi, _ int) vec.Array { return g.Slice(lo, hi) })
	c.total(c.dot, func(lo, hi, width int) vec.Array {
		d := c.centred(x, lo, hi, width)
		part := g.Slice(lo, hi)
		vec.Mul(&d, &d, &part)
		return d
	})
	if dgamma := y.in[1].gradient(); !dgamma.IsNil() {
		c.setRow(c.row, func(j int) float64 { return c.dot.F64[j] * c.rstd.F64[j] })
		addTo(dgamma, c.row.Slice(0, c.width))
	}
	if dbeta := y.in[2].gradient(); !dbeta.IsNil() {
		c.setRow(c.row, func(j int) float64 { return c.sum.F64[j] })
		addTo(dbeta, c.row.Slice(0, c.width))
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
	c.setRow(c.row, func(j int) float64 { return -c.dot.F64[j] * c.rstd.F64[j] * c.rstd.F64[j] / n })
	c.setRow(c.constant, func(j int) float64 { return -c.sum.F64[j] / n })
	c.blocks(func(lo, hi, width int) {
		d := c.centred(x, lo, hi, width)
		vec.MulRows(d, d, c.row.Slice(0, width), width)
		vec.AddRows(d, d, c.constant.Slice(0, width), width)
		addTo(d, g.Slice(lo, hi))
		vec.MulRows(d, d, c.scale.Slice(0, width), width)
		addTo(dx.Slice(lo, hi), d)
	})
}

// inputGradientFixed adds dL/dx, where μ and σ² do not depend on x: G·γ/√(σ² + ε).
func (c *columns) inputGradientFixed(y *Tensor) {
	dx := y.in[0].gradient()
	if dx.IsNil() {
		return
	}
	c.blocks(func(lo, hi, width int) {
		d := c.block.Slice(0, hi-lo)
		vec.MulRows(d, y.grad.Slice(lo, hi), c.scale.Slice(0, width), width)
		addTo(dx.Slice(lo, hi), d)
	})
}

// blocks calls f for elements lo to hi until all had their turn: rows of the given
// width, wide ones as long as there are some.
func (c *columns) blocks(f func(lo, hi, width int)) {
	end := c.n * c.width
	whole := end - end%c.wide
	step := max(columnBlock/c.wide, 1) * c.wide
	for lo := 0; lo < whole; lo += step {
		f(lo, min(lo+step, whole), c.wide)
	}
	if whole < end {
		f(whole, end, c.width)
	}
}

// total sets dst to the sum over the rows of what part gives for elements lo to hi.
func (c *columns) total(dst vec.Array, part func(lo, hi, width int) vec.Array) {
	dst.Zero()
	c.blocks(func(lo, hi, width int) {
		sums := c.row.Slice(0, width)
		sums.Zero()
		vec.SumRows(sums, part(lo, hi, width), width)
		for j := range width {
			dst.F64[j%c.width] += sums.At(j)
		}
	})
}

// centred returns x-μ, for elements lo to hi.
func (c *columns) centred(x vec.Array, lo, hi, width int) vec.Array {
	d := c.block.Slice(0, hi-lo)
	vec.AddRows(d, x.Slice(lo, hi), c.shift.Slice(0, width), width)
	return d
}

// setRow sets a wide row to the numbers f(j) of the columns j.
func (c *columns) setRow(row vec.Array, f func(j int) float64) {
	for i := 0; i < c.wide; i += c.width {
		for j := range c.width {
			row.Set(i+j, f(j))
		}
	}
}
