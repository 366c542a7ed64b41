//go:build amd64 && !noasm

package gemm

import (
	"math/rand/v2"
	"os"
	"syscall"
	"testing"
	"unsafe"
)

// guarded returns n small whole numbers in memory after whose last byte nothing
// may be touched: the next page is closed.
func guarded[T Float](t *testing.T, rng *rand.Rand, n int) []T {
	t.Helper()
	size := int(unsafe.Sizeof(T(0)))
	page := os.Getpagesize()
	open := (n*size + page - 1) / page * page
	memory, err := syscall.Mmap(-1, 0, open+page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Munmap(memory) })
	if err := syscall.Mprotect(memory[open:], syscall.PROT_NONE); err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		return []T{}
	}
	x := unsafe.Slice((*T)(unsafe.Pointer(&memory[open-n*size])), n)
	for i := range x {
		x[i] = T(rng.IntN(9) - 4)
	}
	return x
}
