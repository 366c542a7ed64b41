package nn

// Dataset is what Fit trains on: samples that can be gathered into batches.
type Dataset interface {
	// Len returns the number of samples.
	Len() int
	// Batch gathers the samples with the given indices: x [N, …] and what the
	// loss takes as target, such as class indices y [N].
	Batch(indices []int) (x, y *Tensor)
}

// EpochDataset is a Dataset that wants to know what an epoch will ask for: to
// gather batches ahead of time, or to change samples at random, each epoch anew.
type EpochDataset interface {
	Dataset
	// StartEpoch is called by Fit before the first batch of each epoch, counted
	// from 1. The batches will be pieces of order, of batchSize samples each; the
	// last may be shorter.
	StartEpoch(epoch int, order []int, batchSize int)
}

// startEpoch tells a dataset about an epoch, if it wants to know.
func startEpoch(ds Dataset, epoch int, order []int, batchSize int) {
	if e, ok := ds.(EpochDataset); ok {
		e.StartEpoch(epoch, order, batchSize)
	}
}
