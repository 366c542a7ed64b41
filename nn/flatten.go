package nn

// FlattenLayer turns each sample of a batch into a vector:
//
//	x [N, d1, d2, …] → [N, d1·d2·…]
type FlattenLayer struct{}

// Flatten makes a layer that turns each sample of a batch into a vector.
func Flatten() *FlattenLayer { return &FlattenLayer{} }

// Forward reshapes x, keeping the first axis.
func (f *FlattenLayer) Forward(x *Tensor) *Tensor {
	if len(x.shape) == 0 {
		shapePanic("Flatten", "a scalar is no batch", x.shape)
	}
	return x.Reshape(x.shape[0], size(x.shape[1:]))
}

// Params returns nil: there is nothing to train.
func (f *FlattenLayer) Params() []*Tensor { return nil }

// String returns "Flatten()".
func (f *FlattenLayer) String() string { return "Flatten()" }

func (f *FlattenLayer) outputShape(in []int) []int {
	if in == nil {
		return nil
	}
	if !isKnown(in) {
		return []int{in[0], unknownSize}
	}
	return []int{in[0], size(in[1:])}
}
