// The words of run-time panics.
package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
)

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%g °C", float64(c)) }

type kelvin float64

func (k kelvin) String() string { return "K" }

func main() {
	list, array, text := []int{1, 2, 3}, [4]int{}, "text"
	zero, minus, two, nine := 0, -1, 2, 9
	var (
		nobody  *celsius
		none    map[string]int
		nothing any
		closed  = make(chan int)
		nilChan chan int
		degrees fmt.Stringer = celsius(3)
		err     error        = io.EOF
	)
	close(closed)
	for _, f := range []func(){
		func() { fmt.Println(list[nine]) },
		func() { fmt.Println(list[minus]) },
		func() { fmt.Println(array[nine]) },
		func() { fmt.Println(text[nine]) },
		func() { fmt.Println(list[:nine]) },
		func() { fmt.Println(list[two:zero]) },
		func() { fmt.Println(list[minus:]) },
		func() { fmt.Println(array[:nine]) },
		func() { fmt.Println(text[nine:]) },
		func() { fmt.Println(list[zero:two:nine]) },
		func() { fmt.Println([4]int(list)) },
		func() { fmt.Println(make([]int, minus)) },
		func() { fmt.Println(make([]int, two, zero)) },
		func() { fmt.Println(make(chan int, minus)) },
		func() { fmt.Println(1/zero, 1%zero) },
		func() { fmt.Println(1 << minus) },
		func() { *nobody++ },
		func() { none["a"]++ },
		func() { close(closed) },
		func() { closed <- 1 },
		func() { close(nilChan) },
		func() { fmt.Println(nothing.(int)) },
		func() { fmt.Println(nothing.(error)) },
		func() { nothing = "text"; fmt.Println(nothing.(int)) },
		func() { fmt.Println(nothing.(fmt.Stringer)) },
		func() { fmt.Println(degrees.(kelvin)) },
		func() { fmt.Println(degrees.(error)) },
		func() { fmt.Println(err.(interface{ Timeout() bool })) },
		func() { err = nil; fmt.Println(err.Error()) },
		func() { panic(nil) },
		func() { panic(celsius(20)) },
		func() { panic(fmt.Errorf("wrapped: %w", io.ErrUnexpectedEOF)) },
	} {
		func() {
			defer func() {
				r := recover()
				failed, isError := r.(error)
				_, isRuntime := r.(runtime.Error)
				var assertion *runtime.TypeAssertionError
				fmt.Println(r, isError, isRuntime, errors.As(failed, &assertion))
			}()
			f()
		}()
	}
}
