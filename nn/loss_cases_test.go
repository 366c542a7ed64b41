package nn

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// lossCases are the gradient checks of the losses that are not in torch.json.
func lossCases() []gradCase {
	type ts = []*Tensor
	Seed(5)
	loss := func(l LossFunc, target *Tensor) func(in ...*Tensor) *Tensor {
		return func(in ...*Tensor) *Tensor { return l(in[0], target) }
	}
	both := func(l LossFunc) func(in ...*Tensor) *Tensor {
		return func(in ...*Tensor) *Tensor { return l(in[0], in[1]) }
	}
	labels, soft := Vector(0, 2, 1), Rand(3, 4).Softmax()
	weighted := CrossEntropyWith(CrossEntropyConfig{Smoothing: 0.2, ClassWeights: []float64{1, 0.5, 3, 0}})
	return []gradCase{
		{"MSE", "MSE of one side", loss(MSE, Randn(4, 1)), ts{Randn(4)}},
		{"MAE", "MAE", both(MAE), ts{Randn(4, 2), Randn(4, 2)}},
		{"MAE", "MAE of one side", loss(MAE, Randn(4)), ts{Randn(4, 1)}},
		{"Huber", "Huber", both(Huber(0.7)), ts{Randn(4, 2), Randn(4, 2)}},
		{"CrossEntropy", "CrossEntropy sequence", loss(CrossEntropy, Matrix([][]float64{{0, 2}, {1, 1}})), ts{Randn(2, 2, 3)}},
		{"CrossEntropyWith", "CrossEntropyWith labels", loss(weighted, labels), ts{Randn(3, 4)}},
		{"CrossEntropyWith", "CrossEntropyWith soft", loss(weighted, soft), ts{Randn(3, 4)}},
		{"NLL", "NLL labels", loss(NLL, labels), ts{Randn(3, 4)}},
		{"NLL", "NLL soft", loss(NLL, soft), ts{Randn(3, 4)}},
		{"KLDivergence", "KLDivergence", loss(KLDivergence, soft), ts{Randn(3, 4)}},
		{"CategoricalCrossEntropy", "CategoricalCrossEntropy labels", loss(CategoricalCrossEntropy, labels), ts{Randn(3, 4).Softmax()}},
		{"CategoricalCrossEntropy", "CategoricalCrossEntropy soft", loss(CategoricalCrossEntropy, soft), ts{Randn(3, 4).Softmax()}},
	}
}

// dumpedLoss is the loss that a case of testdata/loss.json is about.
func dumpedLoss(c dumpCase) LossFunc {
	name, _, _ := strings.Cut(c.Name, " ")
	cfg := CrossEntropyConfig{Smoothing: c.number("label_smoothing", 0), ClassWeights: c.Inputs["weights"].Data}
	switch {
	case name == "CrossEntropy" && (cfg.Smoothing != 0 || cfg.ClassWeights != nil):
		return CrossEntropyWith(cfg)
	case name == "Huber":
		return Huber(c.number("delta", nan))
	}
	return map[string]LossFunc{
		"MSE": MSE, "MAE": MAE, "CrossEntropy": CrossEntropy, "BinaryCrossEntropy": BinaryCrossEntropy,
		"NLL": NLL, "KL": KLDivergence,
	}[name]
}

func TestLossesAgainstPyTorch(t *testing.T) {
	for _, c := range readDump("loss.json") {
		if c.Name == "NLL weights" { // CrossEntropyWith is for that
			continue
		}
		loss := dumpedLoss(c)
		if loss == nil {
			t.Errorf("%s is of no loss here", c.Name)
			continue
		}
		for _, dtype := range []DType{Float64, Float32} {
			t.Run(c.Name+" "+dtype.String(), func(t *testing.T) {
				pred := c.Inputs["pred"].tensor().To(dtype).RequiresGrad()
				y := loss(pred, c.Inputs["target"].tensor())
				if y.DType() != dtype {
					t.Errorf("the loss is %v", y.DType())
				}
				sameUpTo(t, "loss", y, c.Outputs["y"].tensor(), c.size())
				y.Backward()
				sameUpTo(t, "gradient", pred.Grad(), c.Grads["pred"].tensor(), c.size())
				sameUpTo(t, "loss without gradient", loss(pred.Detach(), c.Inputs["target"].tensor()), c.Outputs["y"].tensor(), c.size())
			})
		}
	}
}

// keras.losses.CategoricalCrossentropy()(target, pred) of Keras 3.15.1, which
// computes in float32. Row 1 is clipped at both ends.
func TestCategoricalCrossEntropyAgainstKeras(t *testing.T) {
	pred := Matrix([][]float64{{0.7, 0.2, 0.1}, {0, 0.25, 0.75}, {1, 0, 0}})
	target := Matrix([][]float64{{1, 0, 0}, {0.5, 0.5, 0}, {1, 0, 0}})
	got := CategoricalCrossEntropy(pred, target).Item()
	if want := 3.036290168762207; math.Abs(got-want) > 1e-6 {
		t.Errorf("loss %v, Keras gives %v", got, want)
	}
}

// After a Softmax, CategoricalCrossEntropy has the gradient of CrossEntropy.
func TestCategoricalCrossEntropyOfSoftmax(t *testing.T) {
	x, labels := Randn(5, 3).RequiresGrad(), Vector(0, 1, 2, 2, 1)
	z := x.Detach().RequiresGrad()
	CategoricalCrossEntropy(x.Softmax(), labels).Backward()
	CrossEntropy(z, labels).Backward()
	sameTensor(t, "gradient", x.Grad(), z.Grad())
}

// One-hot rows and class indices are the same target, of every loss that takes both.
func TestOneHotIsLabels(t *testing.T) {
	weighted := CrossEntropyWith(CrossEntropyConfig{Smoothing: 0.1, ClassWeights: []float64{1, 2, 3}})
	labels, oneHot := Vector(2, 0), Matrix([][]float64{{0, 0, 1}, {1, 0, 0}})
	for name, loss := range map[string]LossFunc{
		"CrossEntropy": CrossEntropy, "weighted": weighted, "NLL": NLL, "CategoricalCrossEntropy": CategoricalCrossEntropy,
	} {
		p := Rand(2, 3).RequiresGrad()
		q := p.Detach().RequiresGrad()
		y, z := loss(p, labels), loss(q, oneHot.To(Float32))
		sameTensor(t, name, y, z)
		y.Backward()
		z.Backward()
		sameTensor(t, name+" gradient", p.Grad(), q.Grad())
	}
}

// A class of weight 0 does not count; a batch of nothing else has no loss.
func TestClassWeightZero(t *testing.T) {
	loss := CrossEntropyWith(CrossEntropyConfig{ClassWeights: []float64{1, 0}})
	x := Randn(2, 2).RequiresGrad()
	sameTensor(t, "half", loss(x, Vector(0, 1)), CrossEntropy(x.Gather([]int{0}), Vector(0)))
	y := loss(x, Vector(1, 1))
	sameTensor(t, "nothing", y, Scalar(0))
	y.Backward()
	sameTensor(t, "gradient", x.Grad(), Zeros(2, 2))
}

func TestLossErrors(t *testing.T) {
	scores := Zeros(2, 3)
	for _, c := range []struct {
		f    func()
		want string
	}{
		{func() { MAE(Zeros(2), Zeros(3)) }, "nn: MAE: shapes [2] and [3] do not fit: prediction and target must have the same shape"},
		{func() { Huber(1)(Zeros(2), Zeros(2, 2)) }, "nn: Huber: shapes [2] and [2 2] do not fit"},
		{func() { Huber(0) }, "nn: Huber: delta is the error at which the parabola becomes a line, a positive number, not 0"},
		{func() { NLL(Zeros(3), Vector(0)) }, "nn: NLL: shape [3] does not fit: predictions must be logarithms of probabilities [N, C]"},
		{func() { NLL(scores, Vector(0, 3)) }, "nn: NLL: label 3 of sample 1 is no class"},
		{func() { CategoricalCrossEntropy(Full(2, 2, 3), Vector(0, 1)) }, "nn: CategoricalCrossEntropy: prediction 2 of sample 0 is no probability: end the model in Softmax"},
		{func() { KLDivergence(scores, Vector(0, 1)) }, "nn: KLDivergence: shapes [2 3] and [2] do not fit"},
		{func() { KLDivergence(scores, Ones(2, 3)) }, "nn: KLDivergence: target row 0 sums to 3, not to 1"},
		{func() { CrossEntropyWith(CrossEntropyConfig{Smoothing: 1}) }, "nn: CrossEntropyWith: Smoothing is a share of the target, 0 ≤ Smoothing < 1, not 1"},
		{func() { CrossEntropyWith(CrossEntropyConfig{ClassWeights: []float64{1, -1}}) }, "nn: CrossEntropyWith: the weight of class 1 is -1"},
		{func() { CrossEntropyWith(CrossEntropyConfig{ClassWeights: []float64{1, 1}})(scores, Vector(0, 1)) }, "nn: CrossEntropy: shape [2 3] does not fit: 2 ClassWeights for 3 classes"},
	} {
		if got := fmt.Sprint(panicOf(c.f)); !strings.HasPrefix(got, c.want) {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// In an arena, where every step uses the memory of the last, a loss allocates
// nothing, also with a target of the other type on the heap.
func TestLossesAllocateNothing(t *testing.T) {
	soft := Rand(8, 4).Softmax()
	numbers := Randn(8, 4)
	for _, c := range []struct {
		name   string
		loss   LossFunc
		target *Tensor
	}{
		{"MSE", MSE, numbers}, {"MAE", MAE, numbers}, {"Huber", Huber(1), numbers},
		{"CrossEntropy", CrossEntropy, Vector(0, 1, 2, 3, 0, 1, 2, 3)},
		{"CrossEntropy soft", CrossEntropy, soft},
		{"CrossEntropyWith", CrossEntropyWith(CrossEntropyConfig{Smoothing: 0.1, ClassWeights: []float64{1, 2, 3, 4}}), soft},
		{"BinaryCrossEntropy", BinaryCrossEntropy, soft}, {"NLL", NLL, soft}, {"KLDivergence", KLDivergence, soft},
		{"CategoricalCrossEntropy", CategoricalCrossEntropy, soft},
	} {
		memory, pred := &arena{}, Rand(8, 4).To(Float32)
		step := func() {
			memory.reset()
			x := memory.leaf(Float32, 8, 4)
			x.data.CopyFrom(pred.data)
			x.requires = true
			c.loss(x, c.target).Backward()
		}
		step()
		if n := testing.AllocsPerRun(100, step); n != 0 {
			t.Errorf("%s: %v allocations in a step", c.name, n)
		}
	}
}
