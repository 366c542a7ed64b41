package nn

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gradus/nn/internal/vec"
)

// Prune sets the share of all weights with the smallest magnitude to zero, and keeps
// them there: Fit trains the others on, which mends most of the damage. Biases and
// other vectors stay. Pruning again, with a larger share, goes further; a share of 0
// lets all weights train again. It returns how many weights are zero in each layer.
// S. Han et al., "Learning both weights and connections for efficient neural networks",
// NIPS 2015.
func (m *Model) Prune(share float64) *Sparsity {
	checkShare("Prune", share)
	weights := m.prunable()
	var sizes []float64
	for _, w := range weights {
		for i := range w.Len() {
			sizes = append(sizes, math.Abs(w.data.At(i)))
		}
	}
	slices.Sort(sizes)
	remove := int(math.Round(share * float64(len(sizes))))
	threshold := math.Inf(-1)
	if remove > 0 {
		threshold = sizes[remove-1]
	}
	for _, w := range weights {
		mask := w.newMask(share)
		for i := range w.Len() {
			if share > 0 && math.Abs(w.data.At(i)) <= threshold && remove > 0 { // of equals, the first
				mask.Set(i, 0)
				remove--
			}
		}
		w.keepMask()
	}
	return m.Sparsity()
}

// PruneUnits is structured pruning: in each layer, the share of its units (the outputs
// of Linear, the filters of a convolution) whose weights have the smallest norm is set
// to zero as a whole, with its bias, and kept there. What is left can be computed by
// smaller matrices. The last layer with weights stays as it is: its outputs are the
// result. H. Li et al., "Pruning filters for efficient convnets", ICLR 2017.
func (m *Model) PruneUnits(share float64) *Sparsity {
	checkShare("PruneUnits", share)
	var layers []Layer
	eachLayer(m, func(l Layer) {
		switch l.(type) {
		case *LinearLayer, *ConvLayer:
			layers = append(layers, l)
		}
	})
	for _, l := range layers[:max(len(layers)-1, 0)] {
		params := l.Params()
		w := params[0]
		rows, units := lastAxis(w.shape)
		norms, order := make([]float64, units), make([]int, units)
		for j := range units {
			order[j] = j
			for i := range rows {
				norms[j] += w.data.At(i*units+j) * w.data.At(i*units+j)
			}
		}
		slices.SortStableFunc(order, func(a, b int) int {
			switch {
			case norms[a] < norms[b]:
				return -1
			case norms[a] > norms[b]:
				return 1
			}
			return 0
		})
		for _, p := range params {
			mask := p.newMask(share)
			for _, j := range order[:int(math.Round(share*float64(units)))] {
				for i := j; i < p.Len(); i += units {
					mask.Set(i, 0)
				}
			}
			p.keepMask()
		}
	}
	return m.Sparsity()
}

// Sparsity is how many weights of a model are zero.
type Sparsity struct {
	Layers  []string // names, with weights
	Zeros   []int    // of each
	Weights []int    // of each
}

// Sparsity counts the weights that are zero.
func (m *Model) Sparsity() *Sparsity {
	s := &Sparsity{}
	for i, l := range m.Layers {
		one := &Model{Layers: []Layer{l}}
		zeros, n := 0, 0
		for _, w := range one.prunable() {
			n += w.Len()
			for k := range w.Len() {
				if w.data.At(k) == 0 {
					zeros++
				}
			}
		}
		if n > 0 {
			s.Layers = append(s.Layers, fmt.Sprintf("%d %s", i, layerName(l)))
			s.Zeros, s.Weights = append(s.Zeros, zeros), append(s.Weights, n)
		}
	}
	return s
}

// Share returns the share of all weights that are zero.
func (s *Sparsity) Share() float64 {
	zeros, n := 0, 0
	for i := range s.Layers {
		zeros, n = zeros+s.Zeros[i], n+s.Weights[i]
	}
	return float64(zeros) / float64(max(n, 1))
}

// String returns a table with a row for each layer.
func (s *Sparsity) String() string {
	table := [][]string{{"layer", "weights", "zero"}}
	for i, name := range s.Layers {
		table = append(table, []string{name, thousands(s.Weights[i]), percent(s.Zeros[i], s.Weights[i])})
	}
	table = append(table, []string{"total", "", fmt.Sprintf("%.1f %%", 100*s.Share())})
	return strings.TrimRight(alignTable(table, "lrr"), "\n")
}

func percent(part, whole int) string {
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(max(whole, 1)))
}

// prunable lists the parameters that are matrices, of any number of axes.
func (m *Model) prunable() []*Tensor {
	var weights []*Tensor
	for _, p := range m.Params() {
		if len(p.shape) >= 2 {
			weights = append(weights, p)
		}
	}
	return weights
}

func checkShare(op string, share float64) {
	if !(share >= 0 && share < 1) {
		valuePanic(op, "the share %v of what is set to zero must be at least 0 and less than 1", share)
	}
}

// newMask gives a parameter a mask of ones, or none if nothing is pruned.
func (t *Tensor) newMask(share float64) vec.Array {
	t.mask = vec.Array{}
	if share > 0 {
		t.mask = zerosLike(t)
		t.mask.Fill(1)
	}
	return t.mask
}

// keepMask sets what the mask of a pruned parameter hides to zero. Fit does it after
// every step.
func (t *Tensor) keepMask() {
	if !t.mask.IsNil() {
		vec.Mul(&t.data, &t.data, &t.mask)
	}
}

// KeepPruned sets the weights that Prune removed to zero again: for a training loop of
// your own, to be called after each step of the optimiser.
func (m *Model) KeepPruned() {
	for _, p := range m.Params() {
		p.keepMask()
	}
}
