package main

import (
	"errors"
	"fmt"
	"strings"
)

// A resource writes down when it is opened and closed.
type resource struct {
	name string
	log  *strings.Builder
}

func open(name string, log *strings.Builder) *resource {
	fmt.Fprintf(log, "open %s; ", name)
	return &resource{name, log}
}

func (r *resource) Close() error {
	fmt.Fprintf(r.log, "close %s; ", r.name)
	if r.name == "broken" {
		return errors.New("can't close " + r.name)
	}
	return nil
}

// use joins an error of Close with its own: the deferred function sees the
// named result.
func use(log *strings.Builder, names ...string) (err error) {
	for _, name := range names {
		r := open(name, log)
		defer func() { err = errors.Join(err, r.Close()) }()
		if name == "bad" {
			return errors.New("bad resource")
		}
	}
	return nil
}

// safely turns a panic into an error, and lets runtime errors say what they are.
func safely(f func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("failed: %w", r)
		default:
			err = fmt.Errorf("panicked: %v", r)
		}
	}()
	f()
	return nil
}

func countdown(n int) (trace []int) {
	defer func() { trace = append(trace, n) }()
	for i := range n {
		defer func() { trace = append(trace, i) }()
	}
	return []int{100}
}

// nested panics while it panics: the last one is what is recovered.
func nested() (r any) {
	defer func() { r = recover() }()
	defer func() { panic("second") }()
	panic("first")
}

func argumentsNow() string {
	var out strings.Builder
	x := 1
	defer func(at int) { fmt.Println("deferred with", at, "sees", x, out.String()) }(x)
	x = 2
	out.WriteString("written")
	return "returned"
}

func main() {
	var log strings.Builder
	fmt.Println(use(&log, "a", "b"))
	fmt.Println(use(&log, "a", "broken", "bad", "never"))
	fmt.Println(log.String())

	fmt.Println(safely(func() {}))
	fmt.Println(safely(func() { panic("out of cheese") }))
	fmt.Println(safely(func() { panic(fmt.Errorf("code %d", 7)) }))
	fmt.Println(safely(func() { var m map[string]int; m["x"] = 1 }))
	fmt.Println(safely(func() { fmt.Println([]int{1, 2}[len(log.String())]) }))
	fmt.Println(safely(func() { var p *resource; p.name = "x" }))
	fmt.Println(safely(func() { var v any = "text"; fmt.Println(v.(int)) }))

	fmt.Println(countdown(3), nested(), argumentsNow())
}
