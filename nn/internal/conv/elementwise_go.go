//go:build !amd64 || noasm

package conv

import "gradus/nn/internal/gemm"

func mask[T gemm.Float](to, dy, y, bias []T) { maskGo(to, dy, y, bias) }

func sum[T gemm.Float](dy, bias []T) { sumGo(dy, bias) }

func pool[T gemm.Float](y, x0, x1 []T, channels int) { poolGo(y, x0, x1, channels) }

func unpool[T gemm.Float](dx0, dx1, dy, y, x0, x1 []T, channels int) {
	unpoolGo(dx0, dx1, dy, y, x0, x1, channels)
}

func poolReLU[T gemm.Float](y, which, x0, x1 []T, channels int) {
	poolReLUGo(y, which, x0, x1, channels)
}

func unpoolReLU[T gemm.Float](dx0, dx1, dy, which, bias []T) {
	unpoolReLUGo(dx0, dx1, dy, which, bias)
}

func toTile[T gemm.Float](values []T, n, channels int, d0, d1, d2, d3 []T) {
	toTileGo(values, n, channels, d0, d1, d2, d3)
}

func fromTile[T gemm.Float](values []T, n int, bias []T, floor *T, y00, y01, y10, y11 []T) {
	fromTileGo(values, n, bias, floor, y00, y01, y10, y11)
}

func gradToTile[T gemm.Float](values []T, n, channels int, dy00, dy01, dy10, dy11 []T) {
	gradToTileGo(values, n, channels, dy00, dy01, dy10, dy11)
}

func gradFromTile[T gemm.Float](values []T, n, channels int, d0, d1, d2, d3 []T) {
	gradFromTileGo(values, n, channels, d0, d1, d2, d3)
}

func filterToTile[T gemm.Float](values, w []T, n int) { filterToTileGo(values, w, n) }

func filterGradient[T gemm.Float](dw, values []T, n, from, to int) {
	filterGradientGo(dw, values, n, from, to)
}

func accumulate[T gemm.Float](to, from []T) { accumulateGo(to, from) }
