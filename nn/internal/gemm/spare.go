package gemm

import (
	"sync/atomic"
	"unsafe"
)

// Spare products, with the memory that they have gathered: as many as run at
// the same time, and at most one for each place.
var (
	spare32 [8]atomic.Pointer[product[float32]]
	spare64 [8]atomic.Pointer[product[float64]]
)

func spare[T Float]() *[8]atomic.Pointer[product[T]] {
	if unsafe.Sizeof(T(0)) == 4 {
		return (*[8]atomic.Pointer[product[T]])(unsafe.Pointer(&spare32))
	}
	return (*[8]atomic.Pointer[product[T]])(unsafe.Pointer(&spare64))
}

// take returns a product for the caller alone.
func take[T Float]() *product[T] {
	places := spare[T]()
	for i := range places {
		if p := places[i].Swap(nil); p != nil {
			return p
		}
	}
	return new(product[T])
}

// give puts p back for the next to take.
func (p *product[T]) give() {
	places := spare[T]()
	for i := range places {
		if places[i].CompareAndSwap(nil, p) {
			return
		}
	}
}
