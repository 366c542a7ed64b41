package nn

import (
	"math"
	"testing"
)

func TestTo(t *testing.T) {
	x := Vector(1, 0.1).RequiresGrad()
	y := x.To(Float32)
	if y.DType() != Float32 || y.At(1) != float64(float32(0.1)) || x.To(Float64) != x {
		t.Errorf("To: %v %v", y.DType(), y.At(1))
	}
	y.Square().Sum().Backward()
	if g := x.Grad(); g.DType() != Float64 || g.At(0) != 2 || math.Abs(g.At(1)-0.2) > 1e-7 {
		t.Errorf("gradient %v of type %v", g, g.DType())
	}
}

func TestMixedOperandsPromote(t *testing.T) {
	half, full := Vector(1, 2).To(Float32), Vector(0.1, 0.2)
	if y := half.Add(full); y.DType() != Float64 || y.At(0) != 1.1 {
		t.Errorf("%v %v", y.DType(), y)
	}
	if y := half.Mul(half); y.DType() != Float32 {
		t.Error("Float32 alone must stay")
	}
	if y := Concat(0, half, full); y.DType() != Float64 {
		t.Error("Concat must promote")
	}
	if y := Where(full.Greater(Scalar(0.15)), half, half); y.DType() != Float32 {
		t.Error("a mask must not promote")
	}
}

func TestLayersConvertTheirInput(t *testing.T) {
	m := Sequential(Linear(2, 2))
	if y := m.Forward(Ones(1, 2)); y.DType() != Float32 {
		t.Error("layers compute in Float32")
	}
	if y := m.To(Float64).Forward(Ones(1, 2).To(Float32)); y.DType() != Float64 {
		t.Error("To converts the parameters")
	}
}

func TestStorage(t *testing.T) {
	data := []float32{1, 2}
	x := FromFloat32(data, 2)
	data[0] = 5
	if x.At(0) != 5 || &x.Float32s()[0] != &data[0] {
		t.Error("FromFloat32 must share its storage")
	}
	wantPanic[*ValueError](t, func() { x.Float64s() }, "the elements are Float32")
	wantPanic[*ValueError](t, func() { Vector(1).Float32s() }, "the elements are Float64")
	wantPanic[*ShapeError](t, func() { FromFloat64([]float64{1}, 2) }, "the shape has 2 elements, the data 1")
	if Float32.Size() != 4 || Float64.Size() != 8 || Float32.String() != "Float32" || DType(9).String() != "DType(9)" {
		t.Error("DType")
	}
}
