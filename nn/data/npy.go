package data

import (
	"fmt"
	"math"

	"gradus/nn"
)

// NPY reads samples and targets from two files of numpy, as [nn.LoadNPY] reads
// each: x of shape [N, …], y of shape [N] or [N, …]. Pixels of one byte stay 0…255;
// Normalize brings them to 0…1.
func NPY(x, y string) (*Data, error) {
	var tensors [2]*nn.Tensor
	for i, path := range []string{x, y} {
		t, err := nn.LoadNPY(path)
		if err != nil {
			return nil, fmt.Errorf("data: %w", err)
		}
		if len(t.Shape()) == 0 {
			return nil, fmt.Errorf("data: %s holds a single number; expected the shape [N, …]", path)
		}
		for k, v := range t.Data() {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("data: %s: element %v is %v; expected a number", path, position(k, t.Shape()), v)
			}
		}
		tensors[i] = t
	}
	if n, m := tensors[0].Dim(0), tensors[1].Dim(0); n != m || n == 0 {
		return nil, fmt.Errorf("data: %s has shape %v, %s %v; expected as many targets as samples, at least one", x, tensors[0].Shape(), y, tensors[1].Shape())
	}
	return New(tensors[0], tensors[1]), nil
}

// SaveNPY writes samples and targets to two files that numpy.load reads.
func (d *Data) SaveNPY(x, y string) error {
	for i, t := range []*nn.Tensor{d.X, d.Y} {
		if err := t.SaveNPY([]string{x, y}[i]); err != nil {
			return fmt.Errorf("data: %w", err)
		}
	}
	return nil
}

// position is the index of element k of a tensor.
func position(k int, shape []int) []int {
	index := make([]int, len(shape))
	for axis := len(shape) - 1; axis >= 0; axis-- {
		index[axis] = k % shape[axis]
		k /= shape[axis]
	}
	return index
}
