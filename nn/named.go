package nn

// NamedTensor is a tensor of a model's or an optimiser's state, and what it is
// called in a file.
type NamedTensor struct {
	Name   string
	Tensor *Tensor
}
