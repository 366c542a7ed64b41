// The order of deferred calls, and what they may still change.
package main

import (
	"errors"
	"fmt"
)

type resource struct{ name string }

func open(name string) *resource {
	fmt.Println("open", name)
	return &resource{name}
}

func (r *resource) Close() error {
	fmt.Println("close", r.name)
	if r.name == "b" {
		return errors.New("b would not close")
	}
	return nil
}

func use(names ...string) (n int, err error) {
	defer func() { n *= 10 }()
	for i, name := range names {
		r := open(name)
		defer func() { err = errors.Join(err, r.Close()) }()
		defer fmt.Println("deferred argument", i, n)
		n++
	}
	return n, nil
}

func nested() (s string) {
	defer func() {
		s += fmt.Sprint(" outer:", recover())
	}()
	defer func() {
		defer func() { s += fmt.Sprint(" inner:", recover()) }()
		panic("second")
	}()
	panic("first")
}

func rethrow() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught %v", r)
		}
	}()
	func() {
		defer func() {
			panic(fmt.Sprint("again ", recover()))
		}()
		panic("once")
	}()
	return nil
}

func main() {
	fmt.Println(use("a", "b", "c"))
	fmt.Println(nested())
	fmt.Println(rethrow())
	for i := range 3 {
		defer func() { fmt.Print("end ", i, "\n") }()
	}
}
