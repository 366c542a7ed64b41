package nn

// Dataset is what Fit trains on: samples that can be gathered into batches.
type Dataset interface {
	// Len returns the number of samples.
	Len() int
	// Batch gathers the samples with the given indices: x [N, …] and what the
	// loss takes as target, such as class indices y [N].
	Batch(indices []int) (x, y *Tensor)
}
