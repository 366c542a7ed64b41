// Panics turned into errors at the boundary.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func safely(name string, f func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case runtime.Error:
			err = fmt.Errorf("%s: runtime: %w", name, r)
		case error:
			err = fmt.Errorf("%s: %w", name, r)
		default:
			err = fmt.Errorf("%s: %v", name, r)
		}
	}()
	f()
	return nil
}

var errCustom = errors.New("custom")

func main() {
	var m map[string]int
	var p *struct{ x int }
	values, zero := []int{1, 2, 3}, 0
	var any any = "text"
	tests := []struct {
		name string
		f    func()
	}{
		{"fine", func() {}},
		{"index", func() { fmt.Println(values[len(values)+2]) }},
		{"slice", func() { fmt.Println(values[2:zero]) }},
		{"divide", func() { fmt.Println(1 / zero) }},
		{"nil map", func() { m["a"] = 1 }},
		{"nil pointer", func() { fmt.Println(p.x) }},
		{"assertion", func() { fmt.Println(any.(int)) }},
		{"error", func() { panic(errCustom) }},
		{"value", func() { panic(fmt.Sprintf("%d items", 3)) }},
	}
	for _, t := range tests {
		err := safely(t.name, t.f)
		fmt.Println(err, errors.Is(err, errCustom))
	}
}
