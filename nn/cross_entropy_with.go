package nn

import (
	"fmt"
	"math"
	"slices"

	"gradus/nn/internal/vec"
)

// CrossEntropyConfig are settings of CrossEntropyWith. Every field may be left zero.
type CrossEntropyConfig struct {
	// Smoothing ε moves this share of each target from its class to all classes
	// alike, typically 0.1, so that the model does not strive for certainty. C.
	// Szegedy et al., "Rethinking the Inception architecture", CVPR 2016.
	Smoothing float64
	// ClassWeights say how much a sample of each class counts, to make up for
	// classes that are rare; all alike if nil.
	ClassWeights []float64
}

// CrossEntropyWith makes a CrossEntropy with smoothed targets, or with classes
// that count differently. With weights w and smoothing ε, the target t becomes
// t′ = (1-ε)·t + ε/C, and
//
//	L = -1/W Σₙ Σ_c w_c · t′_nc · ln p_nc      W = Σₙ Σ_c w_c · t_nc
//	dL/dpred_nc = (p_nc · Σₖ w_k·t′_nk - w_c·t′_nc) / W
//
// W is the weight of the batch: N if all weights are 1. For class indices this is
// PyTorch's formula; a one-hot target gives the same here, while PyTorch divides by
// N then.
func CrossEntropyWith(cfg CrossEntropyConfig) LossFunc {
	if !(cfg.Smoothing >= 0 && cfg.Smoothing < 1) {
		valuePanic("CrossEntropyWith", "Smoothing is a share of the target, 0 ≤ Smoothing < 1, not %v", cfg.Smoothing)
	}
	for class, w := range cfg.ClassWeights {
		if !(w >= 0) || math.IsInf(w, 1) {
			valuePanic("CrossEntropyWith", "the weight of class %d is %v: weights are positive numbers", class, w)
		}
	}
	cfg.ClassWeights = slices.Clone(cfg.ClassWeights)
	return cfg.loss
}

func (cfg CrossEntropyConfig) loss(pred, target *Tensor) *Tensor {
	checkRows("CrossEntropy", "scores", pred)
	if w := cfg.ClassWeights; w != nil && len(w) != pred.width() {
		shapePanic("CrossEntropy", fmt.Sprintf("%d ClassWeights for %d classes", len(w), pred.width()), pred.Shape())
	}
	y := begin(configuredCrossEntropy, pred.DType(), nil, pred)
	s := settings[weightedTarget](y)
	s.read(y, pred, target)
	s.weights, s.smoothing = cfg.ClassWeights, cfg.Smoothing
	return y.finish()
}

type weightedTarget struct {
	classTarget
	weights   []float64
	smoothing float64
}

var configuredCrossEntropy = &op{
	name: "CrossEntropy",
	forward: func(y *Tensor) {
		u := y.scratch(3, y.in[0].Len())
		total := y.ctx.(*weightedTarget).write(u, y.in[0].width())
		if total == 0 { // nothing in this batch counts
			y.data.Set(0, 0)
			y.slope().Zero()
			return
		}
		y.data.Set(0, weightedCrossEntropy(y, u, total))
	},
	backward: chainSlope,
}

// write sets u_nc = w_c·t′_nc and returns W.
func (t *weightedTarget) write(u vec.Array, classes int) (total float64) {
	weight := func(class int) float64 {
		if t.weights == nil {
			return 1
		}
		return t.weights[class]
	}
	if u.Len() == 0 {
		return 0
	}
	first := u.Slice(0, classes) // w·ε/C, the same in every row
	for c := range classes {
		first.Set(c, weight(c)*t.smoothing/float64(classes))
	}
	for lo := classes; lo < u.Len(); lo += classes {
		u.Slice(lo, lo+classes).CopyFrom(first)
	}
	t.each(classes, func(i int, p float64) {
		w := weight(i%classes) * p
		u.Set(i, u.At(i)+(1-t.smoothing)*w)
		total += w
	})
	return total
}
