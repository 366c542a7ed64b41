// Every way to leave a loop over an iterator function.
package main

import (
	"fmt"
	"iter"
	"runtime"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("\tcounted", n)
		for i := range n {
			if !yield(i) {
				fmt.Println("\tleft at", i)
				return
			}
		}
	}
}

func nested() (result string) {
	defer func() { result += "!" }()
rows:
	for row := range count(4) {
		defer fmt.Println("\tdeferred by row", row)
		for column := range count(3) {
			switch {
			case column == row:
				continue rows
			case row == 2:
				break rows
			case row == 3:
				return "never"
			}
			fmt.Println(row, column)
		}
	}
	for i := range count(5) {
		for range count(2) {
			if i == 1 {
				return fmt.Sprint("returned ", i)
			}
		}
	}
	return "end"
}

func jumping() int {
	for i := range count(3) {
		if i == 1 {
			goto out
		}
	}
	return 0
out:
	return 1
}

func panicking() (err error) {
	defer func() { err = fmt.Errorf("recovered: %v", recover()) }()
	for i := range count(3) {
		if i == 1 {
			panic("in the body")
		}
	}
	return nil
}

func exiting() {
	done := make(chan any)
	go func() {
		defer func() { done <- recover() }()
		for range count(2) {
			runtime.Goexit()
		}
	}()
	fmt.Println(<-done)
}

// broken are iterator functions that do what they must not.
func broken() {
	var kept func(int) bool
	for name, seq := range map[string]iter.Seq[int]{
		"goes on": func(yield func(int) bool) { yield(1); yield(2) },
	} {
		func() {
			defer func() { fmt.Println(name, recover()) }()
			for range seq {
				break
			}
		}()
	}
	func() {
		defer func() { fmt.Println("late", recover()) }()
		for range func(yield func(int) bool) { kept = yield } {
		}
		kept(1)
	}()
	func() {
		defer func() { fmt.Println("silent", recover()) }()
		for range func(yield func(int) bool) {
			defer func() { recover() }()
			yield(1)
		} {
			panic("lost")
		}
	}()
}

func main() {
	fmt.Println(nested())
	fmt.Println(jumping())
	fmt.Println(panicking())
	exiting()
	broken()
	next, stop := iter.Pull(count(3))
	fmt.Println(next())
	stop()
	fmt.Println(next())
}
