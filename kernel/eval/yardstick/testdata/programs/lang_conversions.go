// Conversions between all kinds of types.
package main

import (
	"fmt"
	"math"
)

type (
	letter  byte
	letters []letter
	symbol  rune
	tagged  struct {
		A int `json:"a"`
	}
	bare   struct{ A int }
	number func() int
)

func main() {
	n := 300
	fmt.Println(int8(n), uint8(n), int16(n*200), uint32(-n), int64(uint64(math.MaxUint64)-uint64(n)), uintptr(n))
	for _, f := range []float64{2.9, -2.9, 1e15, -1e9, 0.1} {
		fmt.Print(int64(f), " ", int32(int64(f)), " ", float32(f), " ", float64(float32(f)), "; ")
	}
	fmt.Println()
	for _, u := range []uint64{1 << 53, 1<<53 + 1, 1 << 63, 1<<63 + 1025, math.MaxUint64} {
		fmt.Print(float64(u), " ", float32(u), " ", uint64(float64(u/2)), "; ")
	}
	fmt.Println()
	c := complex(0.1, 0.2)
	fmt.Println(complex64(c), complex128(complex64(c)), real(complex64(c)))

	fmt.Println(string(rune(65)), string(rune(-1)), string(rune(0xD800)), string(rune(0x110000)))
	fmt.Println(string([]rune{0x4e16, -1}), []byte("é"), []rune("a\xffé"), string([]byte{0xe4, 0xb8, 0x96}))
	fmt.Println(string(letters{72, 105}), letters("hi"), string([]symbol{65, 0x4e16}))
	for i, r := range "a\xff\xe4\xb8é\xed\xa0\x80" {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println()

	list := []int{1, 2, 3, 4}
	array, window := [2]int(list), (*[3]int)(list)
	window[0] = 9
	fmt.Println(array, *window, list)
	fmt.Println((*[0]int)([]int(nil)) == nil, (*[0]int)([]int{}) == nil)
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println([5]int(list))
	}()

	fmt.Println(bare(tagged{3}), (*bare)(&tagged{4}).A, (func() int)(number(func() int { return 7 }))())
	both := make(chan int, 1)
	(chan<- int)(both) <- 5
	fmt.Println(<-(<-chan int)(both), any(int8(5)) == any(5), any(letter(5)) == any(letter(5)))
}
