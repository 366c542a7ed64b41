package nn

import (
	"context"
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize"

	"gradus/nn/internal/vec"
)

// LBFGSConfig are settings of LBFGS and FitLBFGS. Every field may be left zero.
type LBFGSConfig struct {
	Iterations int     // at most so many; 100 if 0
	History    int     // steps from which the curvature is estimated; 10 if 0
	Tolerance  float64 // it has converged when no slope is larger; 1e-7 if 0
	// Context stops it when it is cancelled; if nil, the context set with
	// SetContext, which is the running cell's in a notebook.
	Context context.Context
	// OnIteration is called after every iteration, counted from 1, with the "loss".
	OnIteration func(iteration int, metrics map[string]float64)
}

func (c LBFGSConfig) withDefaults() LBFGSConfig {
	if c.Iterations == 0 {
		c.Iterations = 100
	}
	if c.History == 0 {
		c.History = 10
	}
	if c.Tolerance == 0 {
		c.Tolerance = 1e-7
	}
	c.Context = FitConfig{Context: c.Context}.withDefaults().Context
	return c
}

// LBFGS minimises a loss that always is the same function of params: no random
// batches, no dropout. From the last steps and gradients it estimates the curvature,
// and goes along
//
//	d = -H·g      H ≈ the inverse of the matrix of second derivatives
//
// to where a line search meets the strong Wolfe conditions. On small smooth problems
// it comes much closer to the minimum than the optimisers of Fit, in fewer passes
// over the data. In Float32 it ends where the loss cannot be told from its rounding:
// convert a model with To(nn.Float64) to get further.
//
// loss computes the loss anew from params; LBFGS calls its Backward. The history,
// also returned together with an error, has the loss of every iteration. It is an
// error if the loss is not finite at the start or the context was cancelled; params
// are the best that were found in any case.
//
// D. Liu, J. Nocedal, "On the limited memory BFGS method for large scale
// optimization", 1989; J. Moré, D. Thuente, "Line search algorithms with guaranteed
// sufficient decrease", 1994. Both are gonum's.
func LBFGS(params []*Tensor, loss func() *Tensor, cfg LBFGSConfig) (*History, error) {
	return minimize(params, cfg, func() float64 {
		l := loss()
		l.Backward()
		return l.Item()
	})
}

// minimize is LBFGS for an evaluate that adds to the gradients of params and returns
// the loss.
func minimize(params []*Tensor, cfg LBFGSConfig, evaluate func() float64) (*History, error) {
	cfg = cfg.withDefaults()
	history := &History{}
	if len(params) == 0 {
		return history, errors.New("nn: LBFGS: there are no parameters to change")
	}
	d := newDescent(params, evaluate)
	d.compute()
	if !d.finite() {
		return history, fmt.Errorf("nn: LBFGS: the loss is %v at the start: scale the inputs (Standardize), and look for NaN in the data", d.at.F)
	}
	d.keep()
	defer d.restore()
	search := optimize.LinesearchMethod{
		NextDirectioner: &optimize.LBFGS{Store: cfg.History},
		Linesearcher:    &optimize.MoreThuente{DecreaseFactor: 1e-4, CurvatureFactor: 0.9},
	}
	if floats.Norm(d.at.Gradient, math.Inf(1)) <= cfg.Tolerance {
		return history, nil
	}
	op, err := search.Init(&d.at)
	// The search ends with an error when rounding hides what a further step would gain.
	for tries := 0; err == nil && tries < maxTries; op, err = search.Iterate(&d.at) {
		if err := cfg.Context.Err(); err != nil {
			return history, fmt.Errorf("nn: LBFGS stopped in iteration %d: %w", len(history.Metrics)+1, err)
		}
		if op != optimize.MajorIteration {
			tries++
			if d.compute(); !d.finite() {
				d.wall()
			}
			continue
		}
		tries = 0
		d.keep()
		metrics := map[string]float64{"loss": d.at.F}
		history.Metrics = append(history.Metrics, metrics)
		if cfg.OnIteration != nil {
			cfg.OnIteration(len(history.Metrics), metrics)
		}
		if len(history.Metrics) == cfg.Iterations || floats.Norm(d.at.Gradient, math.Inf(1)) <= cfg.Tolerance {
			break
		}
	}
	return history, nil
}

// maxTries is how often the loss is computed along one direction; a handful is usual.
const maxTries = 40

// descent is the loss as a function of one long vector.
type descent struct {
	params   []*Tensor
	evaluate func() float64
	at       optimize.Location // where the search is
	best     []float64         // the place of the last iteration, and
	lowest   float64           // the loss there
}

func newDescent(params []*Tensor, evaluate func() float64) *descent {
	d := &descent{params: params, evaluate: evaluate}
	n := 0
	for _, p := range params {
		n += p.Len()
	}
	d.at.X, d.at.Gradient, d.best = make([]float64, n), make([]float64, n), make([]float64, n)
	d.each(d.at.X, func(p *Tensor, x vec.Array) { x.CopyFrom(p.data) })
	return d
}

// each visits the parameters with their part of a vector.
func (d *descent) each(v []float64, visit func(p *Tensor, part vec.Array)) {
	for _, p := range d.params {
		n := p.Len()
		visit(p, vec.Array{F64: v[:n:n]})
		v = v[n:]
	}
}

// compute computes the loss and its gradient at X.
func (d *descent) compute() {
	d.each(d.at.X, func(p *Tensor, x vec.Array) { p.data.CopyFrom(x) })
	ZeroGrad(d.params)
	d.at.F = d.evaluate()
	d.each(d.at.Gradient, func(p *Tensor, part vec.Array) {
		part.Zero()
		if g, ok := gradientOf(p); ok {
			part.CopyFrom(g)
		}
	})
}

func (d *descent) finite() bool {
	return vec.IsFinite(vec.Array{F64: []float64{d.at.F}}) && vec.IsFinite(vec.Array{F64: d.at.Gradient})
}

// wall replaces a loss that is no number by one from which it goes downhill to the
// place of the last iteration.
func (d *descent) wall() {
	d.at.F = d.lowest + math.Abs(d.lowest) + 1
	floats.SubTo(d.at.Gradient, d.at.X, d.best)
}

// keep remembers the place, restore goes back to it.
func (d *descent) keep() {
	copy(d.best, d.at.X)
	d.lowest = d.at.F
}

func (d *descent) restore() {
	d.each(d.best, func(p *Tensor, x vec.Array) { p.data.CopyFrom(x) })
}
