package nn

import (
	"fmt"
	"slices"
	"strings"
)

// ReshapeLayer gives each sample of a batch another shape:
//
//	x [N, …] → [N, d1, d2, …]
type ReshapeLayer struct {
	shape []int
}

// Reshape makes a layer that arranges the numbers of each sample, row by row, in the
// given shape; one size may be -1, which follows from the others. Reshape(8, 8, 1)
// makes images of one channel of rows of 64 numbers.
func Reshape(shape ...int) *ReshapeLayer {
	free := 0
	for _, d := range shape {
		if d == -1 {
			free++
		} else if d < 0 {
			free = 2
		}
	}
	if free > 1 {
		shapePanic("Reshape", "at most one size may be -1, the others cannot be negative", slices.Clone(shape))
	}
	return &ReshapeLayer{shape: slices.Clone(shape)}
}

// Forward reshapes x, keeping the first axis.
func (l *ReshapeLayer) Forward(x *Tensor) *Tensor {
	if len(x.shape) == 0 {
		layerPanic(l, "Reshape", "a scalar is no batch", x.shape)
	}
	n := size(x.shape[1:])
	known, free := l.known()
	if free < 0 && n != known || free >= 0 && (known == 0 || n%known != 0) {
		layerPanic(l, "Reshape", fmt.Sprintf("a sample has %d numbers, which cannot be arranged so", n), x.shape, l.shape)
	}
	var sizes [4]int
	shape := append(append(sizes[:0], x.shape[0]), l.shape...)
	if free >= 0 {
		shape[1+free] = n / known
	}
	return x.Reshape(shape...)
}

// known is the product of the sizes that are given; free is the index of -1, or -1.
func (l *ReshapeLayer) known() (n, free int) {
	n, free = 1, -1
	for i, d := range l.shape {
		if d == -1 {
			free = i
		} else {
			n *= d
		}
	}
	return n, free
}

// Params returns nil: there is nothing to train.
func (l *ReshapeLayer) Params() []*Tensor { return nil }

// String returns "Reshape(8, 8, 1)".
func (l *ReshapeLayer) String() string {
	return "Reshape(" + strings.Trim(strings.ReplaceAll(fmt.Sprint(l.shape), " ", ", "), "[]") + ")"
}

func (l *ReshapeLayer) outputShape(in []int) []int {
	known, free := l.known()
	out := append([]int{unknownSize}, l.shape...)
	if len(in) > 0 {
		out[0] = in[0]
	}
	if free >= 0 {
		if len(in) == 0 || !isKnown(in) || known == 0 {
			return nil
		}
		out[1+free] = size(in[1:]) / known
	}
	return out
}
