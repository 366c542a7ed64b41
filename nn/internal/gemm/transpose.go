package gemm

// Transpose sets to[j·toRow+i] = from[i·fromRow+j] for i < rows and j < columns.
// It panics if a matrix reaches outside of its slice; they must not overlap.
func Transpose[T Float](to []T, toRow int, from []T, fromRow, rows, columns int) {
	if rows <= 0 || columns <= 0 {
		return
	}
	within("what is transposed", len(from), rows, fromRow, columns, 1, 1, 0)
	within("the transpose", len(to), columns, toRow, rows, 1, 1, 0)
	wholeRows, wholeColumns := transposeBlocks(to, toRow, from, fromRow, rows, columns)
	for i := range rows {
		first := 0
		if i < wholeRows {
			first = wholeColumns
		}
		for j := first; j < columns; j++ {
			to[j*toRow+i] = from[i*fromRow+j]
		}
	}
}
