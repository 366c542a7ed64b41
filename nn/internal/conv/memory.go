package conv

import (
	"sync/atomic"

	"gradus/nn/internal/gemm"
)

// memory is what one worker needs for one image.
type memory[T gemm.Float] struct {
	x, dx         []T // an image and its gradient, with zeros around them
	y, dy         []T // an output, or rows of it, and its gradient
	input, output []T // values of tiles
	pixel         []T
}

// memories are the spare ones of a plan. Those in front are used most, so they
// are likely to be in a cache.
type memories[T gemm.Float] [32]atomic.Pointer[memory[T]]

func (s *memories[T]) take() *memory[T] {
	for i := range s {
		if m := s[i].Swap(nil); m != nil {
			return m
		}
	}
	return new(memory[T])
}

func (s *memories[T]) give(m *memory[T]) {
	for i := range s {
		if s[i].CompareAndSwap(nil, m) {
			return
		}
	}
}
