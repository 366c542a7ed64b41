package nn

// tensorCases are the gradient checks of what takes tensors apart and puts them
// together.
func tensorCases() []gradCase {
	type ts = []*Tensor
	mask := New([]float64{1, 0, 0, 1, 1, 0}, 2, 3)
	cube := Custom("Cube",
		func(in ...*Tensor) *Tensor { return in[0].Pow(3).Mul(in[1]) },
		func(grad, out *Tensor, in ...*Tensor) []*Tensor {
			return []*Tensor{grad.Mul(in[0].Square()).Mul(Scalar(3)).Mul(in[1]), grad.Mul(in[0].Pow(3))}
		})
	return []gradCase{
		{"Tensor.Slice", "Slice 0", func(in ...*Tensor) *Tensor { return in[0].Slice(0, 1, 3) }, ts{Randn(4, 2)}},
		{"Tensor.Slice", "Slice 1", func(in ...*Tensor) *Tensor { return in[0].Slice(1, 1, -1) }, ts{Randn(2, 4, 3)}},
		{"Tensor.Slice", "Slice -1", func(in ...*Tensor) *Tensor { return in[0].Slice(-1, 0, 1) }, ts{Randn(2, 4, 3)}},
		{"Tensor.Index", "Index", func(in ...*Tensor) *Tensor { return in[0].Index(1).Mul(in[0].Index(-1)) }, ts{Randn(3, 2, 2)}},
		{"Concat", "Concat 0", func(in ...*Tensor) *Tensor { return Concat(0, in...) }, ts{Randn(2, 3), Randn(1, 3)}},
		{"Concat", "Concat -1", func(in ...*Tensor) *Tensor { return Concat(-1, in[0], in[1], in[0]) }, ts{Randn(2, 3), Randn(2, 1)}},
		{"Stack", "Stack 0", func(in ...*Tensor) *Tensor { return Stack(0, in...) }, ts{Randn(2, 3), Randn(2, 3)}},
		{"Stack", "Stack -1", func(in ...*Tensor) *Tensor { return Stack(-1, in...) }, ts{Randn(2, 3), Randn(2, 3)}},
		{"Tensor.Permute", "Permute", func(in ...*Tensor) *Tensor { return in[0].Permute(2, 0, 1) }, ts{Randn(2, 3, 4)}},
		{"Where", "Where", func(in ...*Tensor) *Tensor { return Where(mask, in[0], in[1]) }, ts{Randn(2, 3), Randn(3)}},
		{"Tensor.MaskedFill", "MaskedFill", func(in ...*Tensor) *Tensor { return in[0].MaskedFill(mask, 7) }, ts{Randn(2, 3)}},
		{"Tensor.Clip", "Clip", func(in ...*Tensor) *Tensor { return in[0].Clip(-0.5, 0.5) }, ts{Vector(-2, -0.4, 0.3, 0.6)}},
		{"Tensor.Maximum", "Maximum", func(in ...*Tensor) *Tensor { return in[0].Maximum(in[1]) }, ts{Randn(2, 3), Randn(3)}},
		{"Tensor.Minimum", "Minimum", func(in ...*Tensor) *Tensor { return in[0].Minimum(in[1]) }, ts{Randn(2, 3), Randn(2, 1)}},
		{"Tensor.Min", "Min 0", func(in ...*Tensor) *Tensor { return in[0].Min(0) }, ts{Randn(2, 3)}},
		{"Tensor.Var", "Var", func(in ...*Tensor) *Tensor { return in[0].Var() }, ts{Randn(2, 3)}},
		{"Tensor.Var", "Var 0 2", func(in ...*Tensor) *Tensor { return in[0].Var(0, 2) }, ts{Randn(2, 3, 4)}},
		{"Tensor.Std", "Std 1", func(in ...*Tensor) *Tensor { return in[0].Std(1) }, ts{Randn(2, 3)}},
		{"CustomOp.Apply", "Cube", func(in ...*Tensor) *Tensor { return cube.Apply(in[0].Square(), in[1]) }, ts{Randn(2, 3), Randn(2, 3)}},
	}
}
