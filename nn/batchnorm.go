package nn

import "fmt"

// BatchNormLayer brings each feature, or each channel of images, to mean 0 and
// variance 1 over the batch, then stretches and shifts it:
//
//	BatchNorm1D: x [N, C] or [N, T, C]      BatchNorm2D: x [N, H, W, C]
//	y = γ ⊙ x̂ + β   x̂ = (x - μ)/√(σ² + ε)      μ, σ²: mean and variance of all
//	                                            numbers with the same last index
//	dL/dx = γ/√(σ² + ε) ⊙ (G - mean(G) - x̂ ⊙ mean(G ⊙ x̂))      with G = dL/dy
//	dL/dγ = Σ G ⊙ x̂   dL/dβ = Σ G
//
// While training, every batch also moves the running statistics,
//
//	running ← (1 - momentum)·running + momentum·batch
//
// where the batch's variance is divided by n-1, not by n. A prediction takes them for
// μ and σ². S. Ioffe, C. Szegedy, "Batch normalization: accelerating deep network
// training by reducing internal covariate shift", ICML 2015.
type BatchNormLayer struct {
	Gamma       *Tensor // [C], starts with ones
	Beta        *Tensor // [C], starts with zeros
	RunningMean *Tensor // [C], starts with zeros
	RunningVar  *Tensor // [C], starts with ones

	name     string // of the constructor
	images   bool
	momentum float64
	epsilon  float64
}

const normMomentum = 0.1

// BatchNorm1D makes a layer that normalises vectors of so many features, [N, features],
// or sequences of them, [N, T, features].
func BatchNorm1D(features int) *BatchNormLayer { return newBatchNorm("BatchNorm1D", features, false) }

// BatchNorm2D makes a layer that normalises images of so many channels, [N, H, W,
// channels]. A convolution before it needs no bias.
func BatchNorm2D(channels int) *BatchNormLayer { return newBatchNorm("BatchNorm2D", channels, true) }

func newBatchNorm(name string, features int, images bool) *BatchNormLayer {
	checkFeatures(name, features)
	return &BatchNormLayer{
		Gamma:       parameter(Ones(features), "gamma"),
		Beta:        parameter(Zeros(features), "beta"),
		RunningMean: Zeros(features).Named("runningMean"),
		RunningVar:  Ones(features).Named("runningVar"),
		name:        name,
		images:      images,
		momentum:    normMomentum,
		epsilon:     normEpsilon,
	}
}

// Momentum sets how much of the running statistics a batch replaces, 0.1 at first, and
// returns the layer. (Keras's momentum is 1 minus this one.)
func (l *BatchNormLayer) Momentum(m float64) *BatchNormLayer {
	if !(m >= 0 && m <= 1) {
		valuePanic(l.name, "momentum %v is not between 0 and 1", m)
	}
	l.momentum = m
	return l
}

// Epsilon sets ε, which is 1e-5 at first, and returns the layer.
func (l *BatchNormLayer) Epsilon(e float64) *BatchNormLayer {
	l.epsilon = e
	return l
}

// batchNorm normalises by the batch, batchNormEval by the running statistics. The
// settings are the layer.
var (
	batchNorm = &op{
		name: "BatchNorm",
		forward: func(y *Tensor) {
			l, c := y.ctx.(*BatchNormLayer), columnsOf(y)
			c.moments(y.in[0].data)
			l.update(c)
			c.normalize(y, l.epsilon)
		},
		backward: func(y *Tensor) {
			c := columnsOf(y)
			c.parameterGradients(y)
			c.inputGradient(y)
		},
	}
	batchNormEval = &op{
		name: "BatchNormEval",
		forward: func(y *Tensor) {
			l, c := y.ctx.(*BatchNormLayer), columnsOf(y)
			c.mean.CopyFrom(l.RunningMean.data)
			c.variance.CopyFrom(l.RunningVar.data)
			c.normalize(y, l.epsilon)
		},
		backward: func(y *Tensor) {
			c := columnsOf(y)
			c.parameterGradients(y)
			c.inputGradientFixed(y)
		},
	}
)

// update moves the running statistics towards those of a batch.
func (l *BatchNormLayer) update(batch columns) {
	unbiased := float64(batch.n) / float64(batch.n-1)
	mean, variance, m := l.RunningMean.data, l.RunningVar.data, l.momentum
	for j := range batch.width {
		mean.Set(j, (1-m)*mean.At(j)+m*batch.mean.At(j))
		variance.Set(j, (1-m)*variance.At(j)+m*unbiased*batch.variance.At(j))
	}
}

// Forward normalises x by its own statistics, or in a prediction by the running ones.
func (l *BatchNormLayer) Forward(x *Tensor) *Tensor {
	l.check(x)
	o := batchNorm
	if x.eval {
		o = batchNormEval
	}
	y := begin(o, l.Gamma.DType(), x.shape, x.To(l.Gamma.DType()), l.Gamma, l.Beta)
	y.ctx = l
	return y.finish()
}

func (l *BatchNormLayer) check(x *Tensor) {
	features, axes := l.Gamma.shape[0], len(x.shape)
	switch {
	case l.images && axes != 4:
		layerPanic(l, l.name, fmt.Sprintf("the layer expects images [N H W %d]", features), x.shape)
	case !l.images && axes != 2 && axes != 3:
		layerPanic(l, l.name, fmt.Sprintf("the layer expects vectors [N %d] or sequences [N T %d]", features, features), x.shape)
	case x.shape[axes-1] != features:
		layerPanic(l, l.name, fmt.Sprintf("the layer normalises %d features, which are on the last axis of x", features), x.shape)
	case !x.eval && rowsOf(x) < 2:
		layerPanic(l, l.name, "a single number a feature has no variance: train with larger batches", x.shape)
	}
}

// Params returns Gamma and Beta.
func (l *BatchNormLayer) Params() []*Tensor { return []*Tensor{l.Gamma, l.Beta} }

// Buffers returns RunningMean and RunningVar.
func (l *BatchNormLayer) Buffers() []*Tensor { return []*Tensor{l.RunningMean, l.RunningVar} }

// String returns "BatchNorm2D(channels)", with the settings that are not the usual ones.
func (l *BatchNormLayer) String() string {
	s := fmt.Sprintf("%s(%d)", l.name, l.Gamma.shape[0])
	return s + setting("Momentum", l.momentum, normMomentum) + setting("Epsilon", l.epsilon, normEpsilon)
}

func (l *BatchNormLayer) outputShape(in []int) []int {
	if in == nil && !l.images {
		return []int{unknownSize, l.Gamma.shape[0]}
	}
	return in
}
