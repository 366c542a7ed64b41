package nn

import "testing"

func TestRunningStatisticsAgainstPyTorch(t *testing.T) {
	checked := 0
	for _, c := range readDump("norm.json") {
		mean, ok := c.Outputs["runningMean"]
		if !ok {
			continue
		}
		checked++
		construct := BatchNorm1D
		if len(c.Inputs["x"].Shape) == 4 {
			construct = BatchNorm2D
		}
		l := construct(mean.Shape[0]).Epsilon(c.number("eps", nan)).Momentum(c.number("momentum", nan))
		Sequential(l).To(Float64).Forward(c.Inputs["x"].tensor())
		sameTensor(t, c.Name+": running mean", l.RunningMean, mean.tensor())
		sameTensor(t, c.Name+": running variance", l.RunningVar, c.Outputs["runningVar"].tensor())
	}
	if checked < 4 {
		t.Errorf("only %d cases have running statistics", checked)
	}
}

// More rows than fit in one block, and in a block that rows do not fill.
func TestBatchNormOfManyRows(t *testing.T) {
	Seed(1)
	for _, dtype := range []DType{Float32, Float64} {
		x := Randn(9, 31, 17, 3).Mul(Scalar(3)).Add(Scalar(100)).To(dtype)
		y := Sequential(BatchNorm2D(3)).To(dtype).Forward(x).Reshape(-1, 3).To(Float64)
		closeTo(t, "mean", y.Mean(0), Zeros(3), 1e-4)
		closeTo(t, "variance", y.Square().Mean(0), Ones(3), 1e-4)
	}
}

func TestBatchNormPredictsSampleBySample(t *testing.T) {
	Seed(1)
	l := BatchNorm1D(3).Momentum(0.5)
	m := Sequential(l).To(Float64)
	for range 30 {
		m.Forward(Randn(64, 3).Add(Vector(1, 2, 3)))
	}
	closeTo(t, "running mean", l.RunningMean, Vector(1, 2, 3), 0.3)
	mean, x := l.RunningMean.Clone(), Randn(4, 3)
	whole := m.Predict(x)
	for i := range 4 {
		sameTensor(t, "one sample", m.Predict(x.Gather([]int{i})), whole.Gather([]int{i}))
	}
	sameTensor(t, "running mean after predictions", l.RunningMean, mean)
}

func TestNormErrors(t *testing.T) {
	wantPanic[*ShapeError](t, func() { BatchNorm2D(3).Forward(Zeros(2, 3)) }, "nn: BatchNorm2D(3): BatchNorm2D: shape [2 3] does not fit: the layer expects images [N H W 3]")
	wantPanic[*ShapeError](t, func() { BatchNorm1D(3).Forward(Zeros(2, 2, 2, 3)) }, "the layer expects vectors [N 3] or sequences [N T 3]")
	wantPanic[*ShapeError](t, func() { Sequential(BatchNorm1D(3)).Forward(Zeros(2, 4)) }, "nn: layer 0 BatchNorm1D(3): BatchNorm1D: shape [2 4] does not fit: the layer normalises 3 features")
	wantPanic[*ShapeError](t, func() { BatchNorm1D(3).Forward(Zeros(1, 3)) }, "a single number a feature has no variance: train with larger batches")
	wantPanic[*ShapeError](t, func() { BatchNorm1D(0) }, "nn: BatchNorm1D: shape [0] does not fit: there must be at least one feature")
	wantPanic[*ValueError](t, func() { BatchNorm1D(3).Momentum(2) }, "nn: BatchNorm1D: momentum 2 is not between 0 and 1")
	wantPanic[*ShapeError](t, func() { LayerNorm(4).Forward(Zeros(4, 3)) }, "nn: LayerNorm(4): LayerNorm: shape [4 3] does not fit: the layer expects 4 numbers on the last axis")
	BatchNorm1D(3).Forward(Zeros(1, 3).Eval()) // a single sample can be predicted
}

func TestNormStrings(t *testing.T) {
	for want, l := range map[string]Layer{
		"BatchNorm1D(4)": BatchNorm1D(4),
		"BatchNorm2D(4).Momentum(0.01).Epsilon(0.001)": BatchNorm2D(4).Momentum(0.01).Epsilon(1e-3),
		"LayerNorm(4)":                LayerNorm(4),
		"LayerNorm(4).Epsilon(1e-06)": LayerNorm(4).Epsilon(1e-6),
	} {
		if got := layerName(l); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// closeTo compares to an absolute tolerance.
func closeTo(t *testing.T, what string, got, want *Tensor, tolerance float64) {
	t.Helper()
	if !sameShape(got, want) {
		t.Errorf("%s has shape %v, want %v", what, got.shape, want.shape)
		return
	}
	if d := got.Sub(want).Abs().Max().Item(); !(d <= tolerance) {
		t.Errorf("%s is up to %v away:\n%v\nwant\n%v", what, d, got, want)
	}
}
