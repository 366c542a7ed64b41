//go:build !amd64 || noasm

package gemm

// The shape of a tile, whole numbers of which make a share of the work.
const tileRows, tileColumns = 4, 4

// run computes s, which has been checked.
func (s *Seg[T]) run() { s.runGo() }
