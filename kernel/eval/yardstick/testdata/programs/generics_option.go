// Option and Result types, with methods on instantiations.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

type Option[T any] struct {
	value T
	ok    bool
}

func Some[T any](v T) Option[T] { return Option[T]{v, true} }
func None[T any]() Option[T]    { return Option[T]{} }

func (o Option[T]) OrElse(v T) T {
	if o.ok {
		return o.value
	}
	return v
}

func (o Option[T]) String() string {
	if !o.ok {
		return "None"
	}
	return fmt.Sprintf("Some(%v)", o.value)
}

func Then[T, U any](o Option[T], f func(T) Option[U]) Option[U] {
	if !o.ok {
		return None[U]()
	}
	return f(o.value)
}

type Result[T any] struct {
	Value T
	Err   error
}

func Try[A, T any](f func(A) (T, error)) func(A) Result[T] {
	return func(a A) Result[T] {
		v, err := f(a)
		return Result[T]{v, err}
	}
}

func half(n int) Option[int] {
	if n%2 != 0 {
		return None[int]()
	}
	return Some(n / 2)
}

func main() {
	fmt.Println(half(10), half(7), half(7).OrElse(-1))
	fmt.Println(Then(half(12), half), Then(half(10), half))
	fmt.Println(Then(half(8), func(n int) Option[string] { return Some(strconv.Itoa(n) + "!") }))
	atoi := Try(strconv.Atoi)
	for _, s := range []string{"12", "x"} {
		r := atoi(s)
		fmt.Println(r.Value, r.Err, errors.Is(r.Err, strconv.ErrSyntax))
	}
	var list fmt.Stringer = Some([]string{"a"})
	_, isString := list.(Option[string])
	fmt.Println(list, isString)
}
