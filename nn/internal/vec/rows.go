package vec

import "fmt"

// AddRows sets dst = x + row, the row added to every row of x.
func AddRows(dst, x, row Array, width int) {
	same2("AddRows", dst, x)
	rows("AddRows", &x, width)
	extent("AddRows", "the row", &row, &x, width)
	if dst.F64 != nil {
		f64.addRows(dst.F64, x.F64, row.F64)
		return
	}
	f32.addRows(dst.F32, x.F32, row.F32)
}

func addRowsGo[T float](dst, x, row []T) {
	for r := 0; r < len(x); r += len(row) {
		addGo(dst[r:r+len(row)], x[r:], row)
	}
}

// MulRows sets dst = x·row, every row of x multiplied by the row.
func MulRows(dst, x, row Array, width int) {
	same2("MulRows", dst, x)
	rows("MulRows", &x, width)
	extent("MulRows", "the row", &row, &x, width)
	if dst.F64 != nil {
		f64.mulRows(dst.F64, x.F64, row.F64)
		return
	}
	f32.mulRows(dst.F32, x.F32, row.F32)
}

func mulRowsGo[T float](dst, x, row []T) {
	for r := 0; r < len(x); r += len(row) {
		mulGo(dst[r:r+len(row)], x[r:], row)
	}
}

// SumRows adds the rows of x to dst, which is one row: dst[j] += Σ x[i,j] over i.
// It is the gradient of AddRows' row.
func SumRows(dst, x Array, width int) {
	rows("SumRows", &x, width)
	extent("SumRows", "the destination", &dst, &x, width)
	if dst.F64 != nil {
		f64.sumRows(dst.F64, x.F64)
		return
	}
	f32.sumRows(dst.F32, x.F32)
}

func sumRowsGo[T float](dst, x []T) {
	for r := 0; r < len(x); r += len(dst) {
		addGo(dst, dst, x[r:])
	}
}

// SumCols adds the columns of x to dst, which has one element a row:
// dst[i] += Σ x[i,j] over j, summed in float64.
func SumCols(dst, x Array, width int) {
	n := rows("SumCols", &x, width)
	extent("SumCols", "the destination", &dst, &x, n)
	if dst.F64 != nil {
		for i := range dst.F64 {
			dst.F64[i] += f64.sum(x.F64[i*width : (i+1)*width])
		}
		return
	}
	for i := range dst.F32 {
		dst.F32[i] += float32(f32.sum(x.F32[i*width : (i+1)*width]))
	}
}

// Transpose sets dst = srcᵀ: src is rows × cols, dst cols × rows. They must not
// overlap.
func Transpose(dst, src Array, rows, cols int) {
	if rows < 0 || cols < 0 || src.Len() != rows*cols {
		panic(fmt.Sprintf("vec.Transpose: %v is not %d × %d", describe(src), rows, cols))
	}
	same2("Transpose", dst, src)
	if dst.F64 != nil {
		f64.transpose(dst.F64, src.F64, rows, cols)
		return
	}
	f32.transpose(dst.F32, src.F32, rows, cols)
}

// transposeGo goes block by block, so that both sides stay in the cache.
func transposeGo[T float](dst, src []T, rows, cols int) {
	const block = 16
	for i0 := 0; i0 < rows; i0 += block {
		i1 := min(i0+block, rows)
		for j0 := 0; j0 < cols; j0 += block {
			j1 := min(j0+block, cols)
			for i := i0; i < i1; i++ {
				for j := j0; j < j1; j++ {
					dst[j*rows+i] = src[i*cols+j]
				}
			}
		}
	}
}

// GatherRows copies row indices[i] of src to row i of dst. They must not overlap.
func GatherRows(dst, src Array, indices []int, width int) {
	n := rows("GatherRows", &src, width)
	extent("GatherRows", "the destination", &dst, &src, len(indices)*width)
	inRange("GatherRows", indices, n)
	if dst.F64 != nil {
		gatherRows(dst.F64, src.F64, indices, width)
		return
	}
	gatherRows(dst.F32, src.F32, indices, width)
}

func gatherRows[T float](dst, src []T, indices []int, width int) {
	if width == 1 { // labels
		for i, k := range indices {
			dst[i] = src[k]
		}
		return
	}
	for i, k := range indices {
		copy(dst[i*width:(i+1)*width], src[k*width:])
	}
}

// ScatterAddRows adds row i of src to row indices[i] of dst, in the order of i; it
// is the gradient of GatherRows.
func ScatterAddRows(dst, src Array, indices []int, width int) {
	n := rows("ScatterAddRows", &dst, width)
	extent("ScatterAddRows", "the source", &src, &dst, len(indices)*width)
	inRange("ScatterAddRows", indices, n)
	for i, k := range indices {
		if dst.F64 != nil {
			row := dst.F64[k*width : (k+1)*width]
			f64.add(row, row, src.F64[i*width:(i+1)*width])
		} else {
			row := dst.F32[k*width : (k+1)*width]
			f32.add(row, row, src.F32[i*width:(i+1)*width])
		}
	}
}

func inRange(op string, indices []int, n int) {
	for i, k := range indices {
		if uint(k) >= uint(n) {
			panic(fmt.Sprintf("vec.%s: index %d at %d is not in 0…%d", op, k, i, n-1))
		}
	}
}
