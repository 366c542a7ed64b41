//go:build amd64 && !noasm

package gemm

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// The shape of a tile, whole numbers of which make a share of the work.
const tileRows, tileColumns = 14, 32

// A level is an instruction set that the kernels are written in.
type level int

const (
	pureGo level = iota
	avx2
	avx512
)

// best is what this processor has; the tests try the others too.
var best = func() level {
	x := &cpu.X86
	switch {
	case !x.HasAVX2 || !x.HasFMA || !x.HasBMI2:
		return pureGo
	case !x.HasAVX512F:
		return avx2
	}
	return avx512
}()

// panelColumns is how many columns a panel of B has: those of a tile.
func panelColumns[T Float]() int {
	switch size := int(unsafe.Sizeof(T(0))); best {
	case avx512:
		return 128 / size
	case avx2:
		return 64 / size
	}
	return 4
}

// transposeBlocks sets to[j·toRow+i] = from[i·fromRow+j] for as many whole
// blocks of i < rows and j < columns as there are, and returns how many rows and
// columns those have.
func transposeBlocks[T Float](to []T, toRow int, from []T, fromRow, rows, columns int) (wholeRows, wholeColumns int) {
	if best == pureGo {
		return 0, 0
	}
	size := int(unsafe.Sizeof(T(0)))
	side := 32 / size
	rows, columns = rows/side*side, columns/side*side
	if rows == 0 || columns == 0 {
		return 0, 0
	}
	for i := 0; i < rows; i += side {
		for j := 0; j < columns; j += side {
			if size == 4 {
				transpose32(unsafe.Pointer(&to[j*toRow+i]), toRow*size, unsafe.Pointer(&from[i*fromRow+j]), fromRow*size)
			} else {
				transpose64(unsafe.Pointer(&to[j*toRow+i]), toRow*size, unsafe.Pointer(&from[i*fromRow+j]), fromRow*size)
			}
		}
	}
	return rows, columns
}

// run computes s, which has been checked, tile by tile.
func (s *Seg[T]) run() {
	size := int(unsafe.Sizeof(T(0)))
	lanes, most := 64/size, 14
	switch best {
	case avx2:
		lanes, most = 32/size, 6
	case pureGo:
		s.runGo()
		return
	}
	t := tile{
		aRow: s.ARow * size, aCol: s.ACol * size, aOuter: s.AOuter * size,
		bRow: s.BRow * size, bOuter: s.BOuter * size,
		cRow: s.CRow * size, inner: s.Inner, outer: s.Outer,
		accumulate: one(s.Accumulate), relu: one(s.ReLU),
	}
	if t.inner == 0 {
		t.outer = 0
	}
	if t.outer == 0 {
		s.A, s.B, t.aRow = nil, nil, 0
	}
	a, b, c := unsafe.Pointer(unsafe.SliceData(s.A)), unsafe.Pointer(unsafe.SliceData(s.B)), unsafe.Pointer(unsafe.SliceData(s.C))
	bands := (s.M + most - 1) / most
	for j := 0; j < s.N; j += 2 * lanes {
		vectors := 1
		t.last = s.N - j
		if t.last > lanes {
			vectors = 2
			t.last = min(t.last-lanes, lanes)
		}
		t.full = one(t.last == lanes)
		if t.outer > 0 {
			t.b = unsafe.Add(b, s.column(j)*size)
		}
		if s.Bias != nil {
			t.bias = unsafe.Pointer(&s.Bias[j])
		}
		from := 0
		for band := range bands {
			to := (band + 1) * s.M / bands
			t.a = unsafe.Add(a, from*t.aRow)
			t.c = unsafe.Add(c, from*t.cRow+j*size)
			switch {
			case best == avx512 && size == 4:
				f32AVX512(&t, to-from, vectors)
			case best == avx512:
				f64AVX512(&t, to-from, vectors)
			case size == 4:
				f32AVX2(&t, to-from, vectors)
			default:
				f64AVX2(&t, to-from, vectors)
			}
			from = to
		}
	}
}

func one(condition bool) int {
	if condition {
		return 1
	}
	return 0
}
