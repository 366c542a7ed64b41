package nn

import (
	"sync"
	"testing"
)

func TestConvShapesOfSettings(t *testing.T) {
	for _, c := range []struct {
		l        Layer
		in, want []int
		name     string
	}{
		{Conv2D(2, 3, 3), []int{5, 8, 9, 2}, []int{5, 6, 7, 3}, "Conv2D(2, 3, 3)"},
		{Conv2D(2, 3, 3).Same(), []int{5, 8, 9, 2}, []int{5, 8, 9, 3}, "Conv2D(2, 3, 3).Same()"},
		{Conv2D(2, 3, 4).Same(), []int{5, 8, 9, 2}, []int{5, 8, 9, 3}, "Conv2D(2, 3, 4).Same()"},
		{Conv2D(2, 3, 3).Same().Stride(2), []int{5, 8, 9, 2}, []int{5, 4, 5, 3}, "Conv2D(2, 3, 3).Stride(2).Same()"},
		{Conv2D(2, 3, 3).Same().Padding(2), []int{5, 8, 9, 2}, []int{5, 10, 11, 3}, "Conv2D(2, 3, 3).Padding(2)"},
		{Conv2D(2, 4, 3).Dilation(2).Groups(2).NoBias(), []int{1, 8, 9, 2}, []int{1, 4, 5, 4}, "Conv2D(2, 4, 3).Dilation(2).Groups(2).NoBias()"},
		{Conv2D(2, 3, 3).Kernel(1, 5), []int{1, 8, 9, 2}, []int{1, 8, 5, 3}, "Conv2D(2, 3, 5).Kernel(1, 5)"},
		{Conv2D(2, 3, 3), []int{0, 8, 9, 2}, []int{0, 6, 7, 3}, "Conv2D(2, 3, 3)"},
		{Conv1D(2, 3, 3).Same(), []int{5, 9, 2}, []int{5, 9, 3}, "Conv1D(2, 3, 3).Same()"},
		{Conv1D(2, 3, 3).Stride(2), []int{5, 9, 2}, []int{5, 4, 3}, "Conv1D(2, 3, 3).Stride(2)"},
		{ConvTranspose2D(2, 3, 2).Stride(2).NoBias(), []int{5, 4, 3, 2}, []int{5, 8, 6, 3}, "ConvTranspose2D(2, 3, 2).Stride(2).NoBias()"},
		{ConvTranspose2D(2, 3, 3).Stride(2).Padding(1).OutputPadding(1), []int{5, 4, 3, 2}, []int{5, 8, 6, 3}, "ConvTranspose2D(2, 3, 3).Stride(2).Padding(1).OutputPadding(1)"},
		{ConvTranspose2D(2, 3, 3).Kernel(1, 2).Dilation(3), []int{1, 4, 3, 2}, []int{1, 4, 6, 3}, "ConvTranspose2D(2, 3, 2).Kernel(1, 2).Dilation(3)"},
		{MaxPool2D(2), []int{5, 7, 8, 2}, []int{5, 3, 4, 2}, "MaxPool2D(2)"},
		{AvgPool2D(3).Stride(2).Padding(1), []int{5, 7, 8, 2}, []int{5, 4, 4, 2}, "AvgPool2D(3).Stride(2).Padding(1)"},
		{MaxPool1D(3), []int{5, 7, 2}, []int{5, 2, 2}, "MaxPool1D(3)"},
		{GlobalAvgPool2D(), []int{5, 7, 8, 2}, []int{5, 2}, "GlobalAvgPool2D()"},
		{GlobalAvgPool1D(), []int{5, 7, 2}, []int{5, 2}, "GlobalAvgPool1D()"},
	} {
		sameShapes(t, c.name, c.l.Forward(Zeros(c.in...)).Shape(), c.want)
		sameShapes(t, c.name+" in a summary", c.l.(shaper).outputShape(c.in), c.want)
		if got := layerName(c.l); got != c.name {
			t.Errorf("%s is called %s", c.name, got)
		}
	}
}

// Same puts the odd row of zeros at the end, as Keras and PyTorch do.
func TestConvSameIsCentred(t *testing.T) {
	l := Conv1D(1, 1, 4).Same().Init(Ones)
	y := l.Forward(Vector(1, 10, 100, 1000).Reshape(1, 4, 1))
	sameTensor(t, "sums of windows", y, New([]float64{111, 1111, 1110, 1100}, 1, 4, 1))
}

// Convolution, ReLU and pooling in one pass give what they give one after the other.
func TestConvWithWhatFollowsInOnePass(t *testing.T) {
	Seed(1)
	for _, c := range []struct {
		m  *Model
		op string
	}{
		{Sequential(Conv2D(2, 3, 3).Same(), ReLU()), "ConvReLU"},
		{Sequential(Conv2D(2, 3, 3), ReLU(), MaxPool2D(2)), "ConvReLUMaxPool"},
		{Sequential(Conv2D(2, 3, 3).Same().NoBias(), ReLU(), MaxPool2D(2)), "ConvReLUMaxPool"},
		{Sequential(Conv2D(2, 4, 2).Groups(2), ReLU(), MaxPool2D(2)), "ConvReLUMaxPool"},
		{Sequential(Conv2D(2, 20, 3).Stride(2).Padding(2), ReLU(), MaxPool2D(2)), "ConvReLUMaxPool"},
		{Sequential(Conv2D(2, 3, 3), ReLU(), MaxPool2D(3)), "MaxPool"},
		{Sequential(Conv2D(2, 3, 3), ReLU(), AvgPool2D(2)), "AvgPool"},
		{Sequential(Conv2D(2, 3, 3), Tanh(), MaxPool2D(2)), "MaxPool"},
	} {
		for _, dtype := range []DType{Float32, Float64} {
			x := Randn(3, 8, 9, 2).To(dtype).RequiresGrad()
			params := append(c.m.To(dtype).Params(), x)
			forward := []func() *Tensor{
				func() *Tensor { return c.m.Forward(x) },
				func() *Tensor { return c.m.forwardEach(x, func(int, *Tensor) {}) },
			}
			var results [2][]*Tensor
			for i, f := range forward {
				ZeroGrad(params)
				y := f()
				if i == 0 && y.op.name != c.op {
					t.Errorf("%#v ends in %s, want %s", c.m, y.op.name, c.op)
				}
				scalar(y).Backward()
				results[i] = []*Tensor{y.Detach()}
				for _, p := range params {
					results[i] = append(results[i], p.Grad().Clone())
				}
			}
			for i := range results[0] {
				sameTensor(t, c.m.GoString()+" "+dtype.String(), results[0][i], results[1][i])
			}
		}
	}
}

// Where nothing is left to pool, the error is the pooling's.
func TestConvOfWhatCannotBePooled(t *testing.T) {
	m := Sequential(Conv2D(1, 2, 3), ReLU(), MaxPool2D(2))
	wantPanic[*ShapeError](t, func() { m.Forward(Zeros(1, 3, 9, 1)) }, "nn: layer 2 MaxPool2D(2): MaxPool2D: shape [1 1 7 2] does not fit: no window of 2 fits into x")
}

func TestConvTransposeIsTheGradientOfConv(t *testing.T) {
	Seed(1)
	up, x := ConvTranspose2D(3, 2, 3).Stride(2).Padding(1).NoBias(), Randn(1, 3, 4, 3)
	up.W.convert(Float64)
	y := up.Forward(x)
	down := Conv2D(2, 3, 3).Stride(2).Padding(1).NoBias()
	down.W = up.W.Permute(0, 1, 3, 2)
	image := Randn(y.Shape()...).RequiresGrad()
	down.Forward(image).Mul(x).Sum().Backward()
	sameTensor(t, "the gradient of the image", image.Grad(), y)
}

func TestConvKeepsItsInit(t *testing.T) {
	l := Conv2D(1, 2, 3).Init(Ones).Kernel(2, 2)
	sameTensor(t, "filters", l.W, Ones(2, 2, 1, 2))
}

func TestConvIsPredictedConcurrently(t *testing.T) {
	Seed(1)
	m := Sequential(Conv2D(1, 4, 3), ReLU(), MaxPool2D(2), Flatten(), Linear(36, 2))
	x := Randn(7, 8, 8, 1)
	want := m.Predict(x)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if !sameNumbers(m.Predict(x), want) {
					t.Error("another result than alone")
				}
			}
		})
	}
	wg.Wait()
}

func TestConvErrors(t *testing.T) {
	l := Conv2D(1, 8, 3)
	for _, c := range []struct {
		f    func()
		want string
	}{
		{func() { Sequential(l).Forward(Zeros(5, 28, 28)) }, "nn: layer 0 Conv2D(1, 8, 3): Conv2D: shapes [5 28 28] and [3 3 1 8] do not fit: the layer expects images [N H W 1]: give the pixels an axis of channels with nn.Reshape(28, 28, 1)"},
		{func() { l.Forward(Zeros(5, 1, 28, 28)) }, "nn: Conv2D(1, 8, 3): Conv2D: shapes [5 1 28 28] and [3 3 1 8] do not fit: the layer expects images [N H W 1], channels last: PyTorch's [N C H W] needs .Permute(0, 2, 3, 1)"},
		{func() { l.Forward(Zeros(28, 28, 1)) }, "a single image needs .Reshape(1, …), to be a batch"},
		{func() { l.Forward(Zeros(5, 784)) }, "make them of rows of pixels with nn.Reshape"},
		{func() { l.Forward(Zeros(5, 2, 9, 1)) }, "the filter is larger than x; put zeros around it with .Padding or .Same"},
		{func() { l.Forward(Zeros(5, 0, 9, 1)) }, "there is nothing to convolve"},
		{func() { Conv1D(3, 8, 3).Forward(Zeros(5, 3)) }, "nn: Conv1D(3, 8, 3): Conv1D: shapes [5 3] and [3 3 8] do not fit: the layer expects sequences [N T 3]"},
		{func() { Conv2D(0, 8, 3) }, "nn: Conv2D: shape [0 8 3] does not fit: a layer needs at least one channel on both sides"},
		{func() { ConvTranspose2D(2, 3, 2).Forward(Zeros(1, 4, 4, 3)) }, "nn: ConvTranspose2D(2, 3, 2): ConvTranspose2D: shapes [1 4 4 3] and [2 2 2 3] do not fit: the layer expects images [N H W 2]"},
		{func() { ConvTranspose2D(2, 3, 2).Padding(4).Forward(Zeros(1, 4, 4, 2)) }, "the padding leaves nothing of the result"},
		{func() { MaxPool2D(2).Forward(Zeros(5, 9)) }, "nn: MaxPool2D(2): MaxPool2D: shape [5 9] does not fit: the layer expects images [N H W C]"},
		{func() { AvgPool1D(2).Forward(Zeros(5, 9)) }, "the layer expects sequences [N T C]"},
		{func() { MaxPool2D(4).Forward(Zeros(5, 3, 9, 1)) }, "no window of 4 fits into x"},
		{func() { GlobalAvgPool2D().Forward(Zeros(5, 0, 9, 1)) }, "there is nothing to pool"},
		{func() { Conv2D(2, 8, 3).Init(func(...int) *Tensor { return Zeros(2) }) }, "nn: Conv2D(2, 8, 3): Init: shapes [2] and [3 3 2 8] do not fit"},
	} {
		wantPanic[*ShapeError](t, c.f, c.want)
	}
	for _, c := range []struct {
		f    func()
		want string
	}{
		{func() { Conv2D(1, 8, 3).Stride(0) }, "nn: Conv2D: a stride of 0 must be at least 1"},
		{func() { Conv2D(1, 8, 3).Padding(-1) }, "nn: Conv2D: a padding of -1 must be at least 0"},
		{func() { Conv2D(3, 8, 3).Groups(2) }, "nn: Conv2D: 3 and 8 channels cannot be cut into 2 groups"},
		{func() { Conv1D(3, 8, 3).Kernel(1, 2) }, "nn: Conv1D: a filter over a sequence has one size only"},
		{func() { ConvTranspose2D(1, 1, 2).OutputPadding(1).Forward(Zeros(1, 2, 2, 1)) }, "an output padding of 1 must be less than the stride, 1"},
		{func() { MaxPool2D(0) }, "nn: MaxPool2D: a window of 0 must be at least 1"},
		{func() { MaxPool2D(2).Stride(0) }, "nn: MaxPool2D: a stride of 0 must be at least 1"},
		{func() { MaxPool2D(2).Padding(2) }, "nn: MaxPool2D: a padding of 2: half of the window, 1, is the most"},
		{func() { GlobalAvgPool2D().Stride(2) }, "nn: GlobalAvgPool2D: the window is all of the input"},
	} {
		wantPanic[*ValueError](t, c.f, c.want)
	}
}
