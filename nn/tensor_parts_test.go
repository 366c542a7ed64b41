package nn

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func TestPartsShareStorage(t *testing.T) {
	x := Matrix([][]float64{{1, 2}, {3, 4}, {5, 6}})
	x.Slice(0, 1, 2).Set(9, 0, 1)
	x.Index(-1).Set(8, 0)
	sameTensor(t, "after writing to parts", x, Matrix([][]float64{{1, 2}, {3, 9}, {8, 6}}))
	x.Slice(1, 0, 1).Set(7, 0, 0)
	if x.At(0, 0) != 1 {
		t.Error("a column must be a copy")
	}
}

func TestMasks(t *testing.T) {
	a, b := Vector(1, 2, 3), Scalar(2)
	for name, c := range map[string]struct{ got, want *Tensor }{
		"Greater":      {a.Greater(b), Vector(0, 0, 1)},
		"GreaterEqual": {a.GreaterEqual(b), Vector(0, 1, 1)},
		"Less":         {a.Less(b), Vector(1, 0, 0)},
		"LessEqual":    {a.LessEqual(b), Vector(1, 1, 0)},
		"Equal":        {a.Equal(b), Vector(0, 1, 0)},
		"NotEqual":     {a.NotEqual(b), Vector(1, 0, 1)},
		"MaskedFill":   {a.MaskedFill(a.Greater(b), math.Inf(-1)), Vector(1, 2, math.Inf(-1))},
		"Where column": {Where(Matrix([][]float64{{1}, {0}}), a, b), Matrix([][]float64{{1, 2, 3}, {2, 2, 2}})},
	} {
		if got, want := c.got.String(), c.want.String(); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestPartErrors(t *testing.T) {
	x := Zeros(2, 3)
	wantPanic[*ValueError](t, func() { x.Slice(1, 2, 5) }, "there are no elements 2 to 5: axis 1 of shape [2 3] has size 3")
	wantPanic[*ValueError](t, func() { x.Index(2) }, "part 2 is outside: the first axis of shape [2 3] has size 2")
	wantPanic[*ShapeError](t, func() { Concat(0, x, Zeros(2, 4)) }, "nn: Concat: shapes [2 3] and [2 4] do not fit: all sizes but that of axis 0")
	wantPanic[*ShapeError](t, func() { Stack(0, x, Zeros(3)) }, "all parts must have the same shape")
	wantPanic[*ValueError](t, func() { Stack(4, x) }, "the result has 3 axes")
	wantPanic[*ValueError](t, func() { Concat(0) }, "nothing to join")
	wantPanic[*ValueError](t, func() { x.Permute(0) }, "1 axes for a tensor of shape [2 3]")
	wantPanic[*ValueError](t, func() { x.Permute(1, -1) }, "axis -1 is given twice")
	wantPanic[*ValueError](t, func() { x.Clip(1, 0) }, "not in order")
	wantPanic[*ValueError](t, func() { x.Gather([]int{2}) }, "index 2 is outside")
}

func TestGonum(t *testing.T) {
	m := mat.NewDense(2, 2, []float64{1, 2, 3, 4})
	x := FromMat(m)
	x.Set(5, 0, 0)
	if m.At(0, 0) != 5 {
		t.Error("FromMat must share the storage of a dense matrix")
	}
	sameTensor(t, "transposed", FromMat(m.T()), x.T())
	sameTensor(t, "part", FromMat(m.Slice(0, 2, 1, 2)), Matrix([][]float64{{2}, {4}}))
	x.ToMat().Set(1, 1, 7)
	if x.At(1, 1) != 7 {
		t.Error("ToMat must share the storage of a Float64 tensor")
	}
	if r, c := Vector(1, 2, 3).To(Float32).ToMat().Dims(); r != 1 || c != 3 {
		t.Errorf("a vector became %d×%d", r, c)
	}
	wantPanic[*ShapeError](t, func() { Zeros(1, 2, 3).ToMat() }, "only a vector or a matrix")
	wantPanic[*ShapeError](t, func() { Zeros(0, 3).ToMat() }, "without elements")
}

func TestCustomErrors(t *testing.T) {
	id := func(in ...*Tensor) *Tensor { return in[0] }
	few := Custom("Few", id, func(grad, out *Tensor, in ...*Tensor) []*Tensor { return nil })
	wantPanic[*ValueError](t, func() { few.Apply(Scalar(1).RequiresGrad()).Backward() }, "nn: Few: backward returned 0 gradients for 1 inputs")
	wrong := Custom("Wrong", id, func(grad, out *Tensor, in ...*Tensor) []*Tensor { return []*Tensor{Zeros(2)} })
	wantPanic[*ShapeError](t, func() { wrong.Apply(Scalar(1).RequiresGrad()).Backward() }, "must return a gradient of the shape of its input")
	none := Custom("None", func(in ...*Tensor) *Tensor { return nil }, nil)
	wantPanic[*ValueError](t, func() { none.Apply(Scalar(1)) }, "forward returned no tensor")
}

func TestGrad(t *testing.T) {
	f := func(in ...*Tensor) *Tensor { return in[0].Square().Sum() }
	x := Vector(1, 2)
	value, grads := ValueAndGrad(f)(x, Scalar(3))
	sameTensor(t, "value", value, Scalar(5))
	sameTensor(t, "gradient", grads[0], Vector(2, 4))
	sameTensor(t, "of what f does not use", grads[1], Scalar(0))
	if x.requires || x.Grad() != nil {
		t.Error("the input was changed")
	}
	sameTensor(t, "Grad", Grad(f)(x)[0], Vector(2, 4))
}

func TestHeatMap(t *testing.T) {
	for _, c := range []struct {
		x             *Tensor
		width, height int
	}{
		{Randn(4, 8), 8 * 22, 4 * 22},
		{Randn(3, 4, 8), 3*(8*22+4) - 4, 4 * 22},
		{Randn(20, 8, 8, 1), 8*(8*22+4) - 4, 8 * 22},
		{Randn(400, 200), 0, 0},
	} {
		bundle := c.x.MIMEBundle()
		html, _ := bundle["text/html"].(string)
		_, rest, ok := strings.Cut(html, "base64,")
		if !ok || bundle["text/plain"] != c.x.String() {
			t.Fatalf("shape %v: %q", c.x.Shape(), html)
		}
		raw, err := base64.StdEncoding.DecodeString(strings.TrimSuffix(rest, `">`))
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if got := img.Bounds().Size(); c.width > 0 && (got.X != c.width || got.Y != c.height) || got.X > 2000 || got.Y > 200 {
			t.Errorf("shape %v: a picture of %v", c.x.Shape(), got)
		}
	}
	for _, x := range []*Tensor{Vector(1, 2), Zeros(2, 2), Zeros(0, 30)} {
		if _, ok := x.MIMEBundle()["text/html"]; ok {
			t.Errorf("a picture of shape %v says nothing", x.Shape())
		}
	}
	if heat(0) == heat(1) || heat(-1) == heat(1) || heat(math.NaN()) == heat(0) {
		t.Error("colours do not differ")
	}
}
