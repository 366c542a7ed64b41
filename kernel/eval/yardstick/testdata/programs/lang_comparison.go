// What is equal, what is a key of a map, and what can't be compared.
package main

import (
	"errors"
	"fmt"
	"math"
)

type key struct {
	id   int
	what any
}

type failure struct{}

func (*failure) Error() string { return "failure" }

type point struct{ x, y int }

func (p point) String() string { return fmt.Sprint(p.x, "|", p.y) }

func try(f func() bool) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	fmt.Println(f())
}

func main() {
	nan, zero := math.NaN(), math.Copysign(0, -1)
	fmt.Println(nan == nan, nan != nan, nan < 1, nan >= 1, any(nan) == any(nan), [1]float64{nan} == [1]float64{nan}, zero == 0)

	m := map[any]string{
		nan: "never found", 1: "int", int8(1): "int8", 1.0: "float", 1i: "complex", nil: "nil", zero: "zero",
		key{1, "x"}: "struct", [2]any{1, "a"}: "array", struct{}{}: "empty",
	}
	m[nan], m[0.0] = "nor this", "still zero"
	fmt.Println(len(m), m[nan] == "", m[1], m[int8(1)], m[1.0], m[1i], m[nil], m[zero], m[key{1, "x"}], m[[2]any{1, "a"}], m[struct{}{}], m[int16(1)] == "")
	delete(m, nan)
	fmt.Println(len(m))
	clear(m)
	fmt.Println(len(m))

	list := any([]int{})
	try(func() bool { return list == any(3) })
	try(func() bool { return list == list })
	try(func() bool { return key{1, list} == key{2, list} })
	try(func() bool { return key{1, list} == key{1, list} })
	try(func() bool { return [1]any{map[int]int{}} == [1]any{map[int]int{}} })
	try(func() bool { return m[key{1, func() {}}] == "" })
	try(func() bool { m[list] = "no key"; return true })

	var none *failure
	var err, other error = none, nil
	fmt.Println(err == nil, err == none, err != other, errors.New("a") == errors.New("a"))
	a, b := make(chan int), make(chan int)
	var receive <-chan int = a
	fmt.Println(a == b, receive == a, &point{} == &point{1, 2})
	var text fmt.Stringer = point{1, 2}
	fmt.Println(text == point{1, 2}, text == fmt.Stringer(point{2, 1}), any(text) == any(point{1, 2}))
	fmt.Println("abc" < "abd", "" < "a", "Z" < "a", "é" > "z", min("b", "a"), max(1, 2.5), min(nan, 1), 1/max(zero, 0))
}
