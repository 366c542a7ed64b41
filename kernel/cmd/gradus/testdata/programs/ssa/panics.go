package main

import (
	"errors"
	"fmt"
)

// What is recovered may be raised again, alone or wrapped; what panics while a
// panic is under way is told after it.
func main() {
	defer func() { panic("while unwinding") }()
	defer func() {
		if err, ok := recover().(error); ok {
			panic(fmt.Errorf("wrapped: %w", err))
		}
	}()
	panic(errors.New("first\nof two lines"))
}
