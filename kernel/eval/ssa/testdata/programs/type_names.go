// Names of types, local ones and those in generic functions included.
package main

import (
	"encoding/json"
	"fmt"
	"reflect"
)

type Box[T any] struct{ V T }
type Glob int

func gen[A any]() any {
	type inner struct{ a A }
	type pair[B any] struct {
		a A
		b B
	}
	fmt.Printf("%T %T %T\n", pair[int]{}, Box[inner]{}, Box[pair[inner]]{})
	return inner{}
}

type Cup[T any] struct{ V T }

func (b Cup[T]) Local() any {
	type in struct{ t T }
	return Box[in]{}
}

func main() {
	type local struct{ X int }
	type other struct{ Y int }
	fmt.Printf("%T %T %T %T\n", local{}, Box[local]{}, Box[[]*other]{}, Box[map[other]func(local)]{})
	fmt.Println(reflect.TypeOf(Box[local]{}), reflect.TypeOf(Box[Box[other]]{}), reflect.TypeOf(Box[*json.Decoder]{}), reflect.TypeOf(Box[[]json.Number]{}).Name())
	{
		type local int
		fmt.Printf("%T %T\n", local(1), Box[local]{})
	}
	fmt.Printf("%T %T\n", gen[int](), gen[Glob]())
	fmt.Printf("%T %T %T\n", gen[local](), Cup[int]{}.Local(), Box[struct {
		A Glob `x:"y"`
	}]{})
	var x any = Box[local]{}
	defer func() { fmt.Println(recover()) }()
	fmt.Println(x.(Box[other]))
}
