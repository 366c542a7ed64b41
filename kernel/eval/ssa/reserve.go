package ssa

import (
	"math/bits"
	"unsafe"

	"gradus/kernel/eval/quota"
)

// LimitMemory sets how much the process may use. A single allocation that would
// be too much ends the cell before it is made.
func (e *Engine) LimitMemory(l quota.Limit) { e.limit = l }

// reserve ends the cell if n elements more are too much.
func (e *Engine) reserve(n int64, size uintptr) {
	high, bytes := bits.Mul64(uint64(n), uint64(size))
	if n < 0 || high != 0 || bytes > 1<<47 {
		return // Go's allocator refuses it, in its own words
	}
	if err := e.limit.Check(bytes); err != nil {
		panic(fatal{err: err})
	}
}

// reserveAppend is the same for an append of more elements to s.
func reserveAppend[T any](e *Engine, s []T, more int) {
	if n := len(s) + more; n > cap(s) {
		e.reserve(int64(n), unsafe.Sizeof(*new(T)))
	}
}
