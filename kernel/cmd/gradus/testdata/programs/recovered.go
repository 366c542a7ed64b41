package main

import (
	"fmt"
	"os"
)

func safely(f func()) (err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("recovered: %v", e)
		}
	}()
	f()
	return nil
}

func main() {
	zero := 0
	fmt.Fprintln(os.Stderr, safely(func() { fmt.Println(1 / zero) }))
	fmt.Println(safely(func() {}))
	defer fmt.Println("deferred, then panicking")
	err := safely(func() { panic("inner") })
	panic(err)
}
