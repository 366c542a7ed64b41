//go:build amd64 && !noasm

package conv

import (
	"unsafe"

	"golang.org/x/sys/cpu"

	"gradus/nn/internal/gemm"
)

// assembly says whether this processor has what the assembly needs; the tests
// try the other way, too.
var assembly = cpu.X86.HasAVX2

// whole reports whether pixels of so many channels are whole vectors.
func whole[T gemm.Float](channels int) bool {
	return assembly && channels*int(unsafe.Sizeof(T(0)))%32 == 0
}

func single[T gemm.Float]() bool { return unsafe.Sizeof(T(0)) == 4 }

func pointer[T any](x []T) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(x)) }

func mask[T gemm.Float](to, dy, y, bias []T) {
	if !whole[T](len(bias)) {
		maskGo(to, dy, y, bias)
		return
	}
	n, channels := len(to), len(bias)
	dy, y = dy[:n], y[:n]
	if single[T]() {
		mask32(pointer(to), pointer(dy), pointer(y), pointer(bias), n/channels, channels)
	} else {
		mask64(pointer(to), pointer(dy), pointer(y), pointer(bias), n/channels, channels)
	}
}

func sum[T gemm.Float](dy, bias []T) {
	if !whole[T](len(bias)) {
		sumGo(dy, bias)
		return
	}
	channels := len(bias)
	if single[T]() {
		sum32(pointer(dy), pointer(bias), len(dy)/channels, channels)
	} else {
		sum64(pointer(dy), pointer(bias), len(dy)/channels, channels)
	}
}

func pool[T gemm.Float](y, x0, x1 []T, channels int) {
	if !whole[T](channels) {
		poolGo(y, x0, x1, channels)
		return
	}
	n := len(y)
	x0, x1 = x0[:2*n], x1[:2*n]
	if single[T]() {
		pool32(pointer(x0), pointer(x1), pointer(y), n/channels, channels)
	} else {
		pool64(pointer(x0), pointer(x1), pointer(y), n/channels, channels)
	}
}

func unpool[T gemm.Float](dx0, dx1, dy, y, x0, x1 []T, channels int) {
	if !whole[T](channels) {
		unpoolGo(dx0, dx1, dy, y, x0, x1, channels)
		return
	}
	n := len(y)
	dy, dx0, dx1, x0, x1 = dy[:n], dx0[:2*n], dx1[:2*n], x0[:2*n], x1[:2*n]
	if single[T]() {
		unpool32(pointer(dx0), pointer(dx1), pointer(dy), pointer(y), pointer(x0), pointer(x1), n/channels, channels)
	} else {
		unpool64(pointer(dx0), pointer(dx1), pointer(dy), pointer(y), pointer(x0), pointer(x1), n/channels, channels)
	}
}

func poolReLU[T gemm.Float](y, which, x0, x1 []T, channels int) {
	if !whole[T](channels) {
		poolReLUGo(y, which, x0, x1, channels)
		return
	}
	n := len(y)
	which, x0, x1 = which[:n], x0[:2*n], x1[:2*n]
	if single[T]() {
		poolReLU32(pointer(x0), pointer(x1), pointer(y), pointer(which), n/channels, channels)
	} else {
		poolReLU64(pointer(x0), pointer(x1), pointer(y), pointer(which), n/channels, channels)
	}
}

func unpoolReLU[T gemm.Float](dx0, dx1, dy, which, bias []T) {
	if !whole[T](len(bias)) {
		unpoolReLUGo(dx0, dx1, dy, which, bias)
		return
	}
	n, channels := len(dy), len(bias)
	which, dx0, dx1 = which[:n], dx0[:2*n], dx1[:2*n]
	if single[T]() {
		unpoolReLU32(pointer(dx0), pointer(dx1), pointer(dy), pointer(which), pointer(bias), n/channels, channels)
	} else {
		unpoolReLU64(pointer(dx0), pointer(dx1), pointer(dy), pointer(which), pointer(bias), n/channels, channels)
	}
}
