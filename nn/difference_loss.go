package nn

import "gradus/nn/internal/vec"

// Losses of the differences e = pred - target, element by element:
//
//	L = 1/n Σ f(eᵢ)      dL/dpredᵢ = f′(eᵢ)/n = -dL/dtargetᵢ
//
// Their settings are a *difference.
type difference struct {
	target vec.Array
	delta  float64 // of Huber
}

// differenceLoss begins the loss o of pred and target. The shapes must be equal;
// only a column [N, 1] and a vector [N] are taken for the same.
func differenceLoss(o *op, pred, target *Tensor) *Tensor {
	checkAligned(o.name, pred, target)
	var y *Tensor
	if target.requires {
		target = target.To(pred.DType())
		y = begin(o, pred.DType(), nil, pred, target)
	} else {
		y = begin(o, pred.DType(), nil, pred)
	}
	settings[difference](y).target = y.converted(target)
	return y
}

// differenceOp makes the op of such a loss: f returns Σ f(eᵢ) and sets
// slope = scale·f′(e), if there is an array for it.
func differenceOp(name string, f func(slope, pred vec.Array, d *difference, scale float64) float64) *op {
	return &op{
		name: name,
		forward: func(y *Tensor) {
			x, n := y.in[0].data, float64(y.in[0].Len())
			y.data.Set(0, f(y.slope(), x, y.ctx.(*difference), 1/n)/n)
		},
		backward: func(y *Tensor) {
			chainSlope(y)
			if len(y.in) == 2 {
				vec.Axpy(y.in[1].gradient(), -y.grad.At(0), y.slope())
			}
		},
	}
}

// checkAligned panics unless pred and target have the same shape, or are a column
// and a vector. Broadcasting [N, 1] against [N] would silently compare everything
// with everything, so it is not done.
func checkAligned(op string, pred, target *Tensor) {
	isColumn := func(a, b []int) bool { return len(a) == 2 && len(b) == 1 && a[1] == 1 && a[0] == b[0] }
	if !sameShape(pred, target) && !isColumn(pred.shape, target.shape) && !isColumn(target.shape, pred.shape) {
		shapePanic(op, "prediction and target must have the same shape", pred.shape, target.shape)
	}
}
