//go:build !amd64 || noasm

package conv

import "gradus/nn/internal/gemm"

func mask[T gemm.Float](to, dy, y, bias []T) { maskGo(to, dy, y, bias) }

func sum[T gemm.Float](dy, bias []T) { sumGo(dy, bias) }

func pool[T gemm.Float](y, x0, x1 []T, channels int) { poolGo(y, x0, x1, channels) }

func unpool[T gemm.Float](dx0, dx1, dy, y, x0, x1 []T, channels int) {
	unpoolGo(dx0, dx1, dy, y, x0, x1, channels)
}

func unpoolReLU[T gemm.Float](dx0, dx1, dy, y, x0, x1, bias []T) {
	unpoolReLUGo(dx0, dx1, dy, y, x0, x1, bias)
}
