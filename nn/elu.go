package nn

import (
	"fmt"

	"gradus/nn/internal/vec"
)

// elu: y = x where x > 0, else α·(eˣ-1); dy/dx = 1 where x > 0, else y + α. The
// settings are a *float64, α.
var elu = &op{
	name:     "ELU",
	forward:  func(y *Tensor) { vec.ELU(y.data, y.in[0].data, *y.ctx.(*float64)) },
	backward: func(y *Tensor) { vec.ELUGrad(y.in[0].gradient(), y.grad, y.data, *y.ctx.(*float64)) },
}

// ELU returns x where x > 0, else α·(eˣ-1): as ReLU, but with a slope left where x is
// negative, and with outputs of mean nearer to 0. D.-A. Clevert, T. Unterthiner, S.
// Hochreiter, "Fast and accurate deep network learning by exponential linear units",
// ICLR 2016.
func (t *Tensor) ELU(alpha float64) *Tensor {
	y := begin(elu, t.DType(), t.shape, t)
	*settings[float64](y) = alpha
	return y.finish()
}

// ELU makes a layer of x where x > 0, else α·(eˣ-1); the usual α is 1.
func ELU(alpha float64) *Activation {
	return &Activation{
		name:  fmt.Sprintf("ELU(%v)", alpha),
		apply: func(x *Tensor) *Tensor { return x.ELU(alpha) },
	}
}
