package main

import (
	"fmt"
	"math"
	"math/bits"
)

type integer interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

// wrap shows what overflows at the width of T.
func wrap[T integer](x T) {
	one := T(1)
	fmt.Printf("%T: %d+1=%d, *2=%d, <<1=%d, ^=%d, -=%d, >>1=%d\n", x, x, x+one, x*2, x<<1, ^x, -x, x>>1)
}

// fnv is a hash that lives on overflow.
func fnv(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h ^= uint32(s[i])
		h *= 16777619
	}
	return h
}

// xorshift is a random number generator.
type xorshift uint64

func (x *xorshift) next() uint64 {
	*x ^= *x << 13
	*x ^= *x >> 7
	*x ^= *x << 17
	return uint64(*x)
}

func shift(by int) (result string) {
	defer func() {
		if r := recover(); r != nil {
			result = fmt.Sprint(r)
		}
	}()
	return fmt.Sprint(1<<by, " ", int8(-128)>>by, " ", uint8(255)<<by)
}

func main() {
	wrap(int8(math.MaxInt8))
	wrap(int16(math.MinInt16))
	wrap(int32(math.MaxInt32))
	wrap(int64(math.MinInt64))
	wrap(uint8(200))
	wrap(uint16(math.MaxUint16))
	wrap(uint32(1 << 31))
	wrap(uint64(math.MaxUint64))

	fmt.Println(fnv("gradient"), fnv(""))
	state := xorshift(88172645463325252)
	for range 3 {
		fmt.Print(state.next(), " ")
	}
	fmt.Println()

	for _, by := range []int{0, 1, 7, 8, 63, 64, 200, -1} {
		fmt.Println(by, shift(by))
	}

	for _, pair := range [][2]int{{7, 2}, {-7, 2}, {7, -2}, {-7, -2}} {
		fmt.Print(pair[0]/pair[1], " ", pair[0]%pair[1], "; ")
	}
	lowest := int32(math.MinInt32)
	minusOne := int32(-1)
	fmt.Println(lowest/minusOne, lowest%minusOne)

	x := uint16(0b1011_0000_1111_0101)
	x &^= 0xF0
	fmt.Printf("%016b %d %d %#x\n", x, bits.OnesCount16(x), bits.LeadingZeros16(x>>3), bits.RotateLeft16(x, 4))
	high, low := bits.Mul64(math.MaxUint64, 3)
	fmt.Println(high, low, uint8(x), int8(x), int64(int8(x)))

	const kilo = 1 << 10
	const huge = kilo * kilo * kilo * kilo * kilo * kilo * kilo * kilo
	fmt.Println(huge>>70, huge/(huge-1), uint64(huge>>17))
}
