//go:build !amd64 || noasm

package gemm

// The shape of a tile, whole numbers of which make a share of the work.
const tileRows, tileColumns = 4, 4

// run computes s, which has been checked.
func (s *Seg[T]) run() { s.runGo() }

// panelColumns is how many columns a panel of B has: those of a tile.
func panelColumns[T Float]() int { return tileColumns }

// transposeBlocks transposes whole blocks, of which there are none here.
func transposeBlocks[T Float](_ []T, _ int, _ []T, _, _, _ int) (wholeRows, wholeColumns int) {
	return 0, 0
}
