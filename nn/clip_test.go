package nn

import (
	"math"
	"strings"
	"testing"
)

func TestClipAgainstPyTorch(t *testing.T) {
	n := 0
	for _, c := range readDump("optimizer.json") {
		if !strings.HasPrefix(c.Name, "Clip") {
			continue
		}
		n++
		for _, dtype := range []DType{Float64, Float32} {
			params := []*Tensor{Zeros(2, 2).To(dtype).RequiresGrad(), Zeros(1).To(dtype).RequiresGrad(), Zeros(3).RequiresGrad()}
			params[0].gradient().CopyFrom(c.Inputs["g1"].tensor().data)
			params[1].gradient().CopyFrom(c.Inputs["g2"].tensor().data)
			if strings.HasPrefix(c.Name, "ClipGradNorm") {
				norm := ClipNorm(params, c.number("max_norm", nan))
				sameTensor(t, c.Name+": norm", Scalar(norm), c.Outputs["norm"].tensor())
			} else {
				ClipValue(params, c.number("clip_value", nan))
			}
			sameTensor(t, c.Name+": g1", params[0].Grad(), c.Outputs["g1"].tensor())
			sameTensor(t, c.Name+": g2", params[1].Grad(), c.Outputs["g2"].tensor())
			if params[2].Grad() != nil {
				t.Errorf("%s: a parameter without gradient got one", c.Name)
			}
		}
	}
	if n < 3 {
		t.Errorf("only %d cases", n)
	}
}

func TestClipLeavesAZeroedGradient(t *testing.T) {
	p := Vector(1, 2).RequiresGrad()
	p.gradient().Fill(math.Inf(1))
	p.ZeroGrad()
	if norm := ClipNorm([]*Tensor{p}, 1); norm != 0 {
		t.Errorf("norm %v of a gradient that was zeroed", norm)
	}
	for _, limit := range []float64{0, -1, nan} {
		if _, ok := panicOf(func() { ClipNorm([]*Tensor{p}, limit) }).(*ValueError); !ok {
			t.Errorf("limit %v is accepted", limit)
		}
	}
}
