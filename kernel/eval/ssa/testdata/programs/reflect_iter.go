// Generic functions and iterators of package reflect.
package main

import (
	"fmt"
	"reflect"
)

type T struct{ A int }
type I interface{ M() }

func main() {
	fmt.Println(reflect.TypeFor[T](), reflect.TypeFor[I]().Kind(), reflect.TypeFor[[]int]() == reflect.TypeOf([]int{}), reflect.TypeFor[map[string]T]())
	x, ok := reflect.TypeAssert[T](reflect.ValueOf(T{4}))
	fmt.Println(x, ok)
	for i := range reflect.ValueOf([]T{{1}, {2}}).Seq2() {
		fmt.Println(i)
	}
	for i, v := range reflect.ValueOf(map[T]string{{1}: "a"}).Seq2() {
		fmt.Println(i, v)
	}
	for m := range reflect.TypeFor[I]().Methods() {
		fmt.Println(m.Name, m.Type)
	}
	for m := range reflect.TypeFor[error]().Methods() {
		fmt.Println(m.Name, m.Type)
	}
	for f, v := range reflect.ValueOf(T{5}).Fields() {
		fmt.Println(f.Name, v)
	}
	for f := range reflect.TypeFor[T]().Fields() {
		fmt.Println(f.Name)
	}
	for f := range reflect.TypeFor[func(T, int)]().Ins() {
		fmt.Println(f)
	}
	type myint uint8
	for i := range reflect.ValueOf(myint(3)).Seq() {
		fmt.Println(i, i.Type())
	}
}
