// defer, return and goto-like control inside a range over a function.
package main

import "fmt"

type events []string

func (e *events) add(format string, args ...any) { *e = append(*e, fmt.Sprintf(format, args...)) }

func upTo(n int, log *events) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer log.add("iterator done")
		for i := range n {
			if !yield(i) {
				log.add("stopped at %d", i)
				return
			}
		}
	}
}

func first(limit int, log *events) (found int) {
	defer func() { found += 100 }()
	for i := range upTo(10, log) {
		defer log.add("deferred %d", i)
		if i == limit {
			return i
		}
	}
	return -1
}

func nested(log *events) (pairs int) {
outer:
	for i := range upTo(4, log) {
		for j := range upTo(4, log) {
			switch {
			case j > i:
				continue outer
			case i == 3:
				break outer
			}
			pairs++
		}
	}
	return pairs
}

func guarded(log *events) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	for i := range upTo(3, log) {
		if i == 1 {
			panic("in the loop's body")
		}
	}
	return nil
}

func main() {
	for _, f := range []func(*events) any{
		func(l *events) any { return first(2, l) },
		func(l *events) any { return nested(l) },
		func(l *events) any { return guarded(l) },
	} {
		var log events
		fmt.Println(f(&log))
		for _, e := range log {
			fmt.Println("  ", e)
		}
	}
	var funcs []func() int
	for i := range upTo(3, new(events)) {
		funcs = append(funcs, func() int { i *= 10; return i })
	}
	for _, f := range funcs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
}
