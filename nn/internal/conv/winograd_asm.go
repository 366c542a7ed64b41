//go:build amd64 && !noasm

package conv

import (
	"unsafe"

	"gradus/nn/internal/gemm"
)

func toTile[T gemm.Float](values []T, n, channels int, d0, d1, d2, d3 []T) {
	if !whole[T](channels) {
		toTileGo(values, n, channels, d0, d1, d2, d3)
		return
	}
	last := 4*channels - 1
	_, _, _, _, _ = values[(domain-1)*n+channels-1], d0[last], d1[last], d2[last], d3[last]
	if single[T]() {
		toTile32(pointer(values), 4*n, pointer(d0), pointer(d1), pointer(d2), pointer(d3), channels)
	} else {
		toTile64(pointer(values), 8*n, pointer(d0), pointer(d1), pointer(d2), pointer(d3), channels)
	}
}

func fromTile[T gemm.Float](values []T, n int, bias []T, floor *T, y00, y01, y10, y11 []T) {
	channels := len(bias)
	if !whole[T](channels) {
		fromTileGo(values, n, bias, floor, y00, y01, y10, y11)
		return
	}
	last := channels - 1
	_, _, _, _, _ = values[(domain-1)*n+last], y00[last], y01[last], y10[last], y11[last]
	if single[T]() {
		fromTile32(pointer(values), 4*n, pointer(y00), pointer(y01), pointer(y10), pointer(y11), pointer(bias), unsafe.Pointer(floor), channels)
	} else {
		fromTile64(pointer(values), 8*n, pointer(y00), pointer(y01), pointer(y10), pointer(y11), pointer(bias), unsafe.Pointer(floor), channels)
	}
}

func gradToTile[T gemm.Float](values []T, n, channels int, dy00, dy01, dy10, dy11 []T) {
	if !whole[T](channels) {
		gradToTileGo(values, n, channels, dy00, dy01, dy10, dy11)
		return
	}
	last := channels - 1
	_, _, _, _, _ = values[(domain-1)*n+last], dy00[last], dy01[last], dy10[last], dy11[last]
	if single[T]() {
		gradToTile32(pointer(values), 4*n, pointer(dy00), pointer(dy01), pointer(dy10), pointer(dy11), channels)
	} else {
		gradToTile64(pointer(values), 8*n, pointer(dy00), pointer(dy01), pointer(dy10), pointer(dy11), channels)
	}
}

func gradFromTile[T gemm.Float](values []T, n, channels int, d0, d1, d2, d3 []T) {
	if !whole[T](channels) {
		gradFromTileGo(values, n, channels, d0, d1, d2, d3)
		return
	}
	last := 4*channels - 1
	_, _, _, _, _ = values[(domain-1)*n+channels-1], d0[last], d1[last], d2[last], d3[last]
	if single[T]() {
		gradFromTile32(pointer(values), 4*n, pointer(d0), pointer(d1), pointer(d2), pointer(d3), channels)
	} else {
		gradFromTile64(pointer(values), 8*n, pointer(d0), pointer(d1), pointer(d2), pointer(d3), channels)
	}
}

func filterToTile[T gemm.Float](values, w []T, n int) {
	if !whole[T](n) {
		filterToTileGo(values, w, n)
		return
	}
	_, _ = values[domain*n-1], w[9*n-1]
	if single[T]() {
		filterToTile32(pointer(values), 4*n, pointer(w), n)
	} else {
		filterToTile64(pointer(values), 8*n, pointer(w), n)
	}
}

func filterGradient[T gemm.Float](dw, values []T, n, from, to int) {
	if !whole[T](to-from) || from == to {
		filterGradientGo(dw, values, n, from, to)
		return
	}
	_, _ = values[15*n+to-1], dw[8*n+to-1]
	if single[T]() {
		filterGradient32(unsafe.Pointer(&values[from]), 4*n, unsafe.Pointer(&dw[from]), to-from)
	} else {
		filterGradient64(unsafe.Pointer(&values[from]), 8*n, unsafe.Pointer(&dw[from]), to-from)
	}
}

func accumulate[T gemm.Float](to, from []T) {
	n := len(to)
	from = from[:n]
	if !assembly || n < 64 {
		accumulateGo(to, from)
		return
	}
	vectors := n / 8 * 8 // pixels of eight channels, so to say
	if single[T]() {
		add32(pointer(to), pointer(from), vectors/8, 8)
	} else {
		add64(pointer(to), pointer(from), vectors/8, 8)
	}
	accumulateGo(to[vectors:], from[vectors:])
}
