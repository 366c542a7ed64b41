// select: timeouts, quitting, what is ready, nil channels.
package main

import (
	"fmt"
	"time"
)

func merge(a, b <-chan string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for a != nil || b != nil {
			select {
			case s, ok := <-a:
				if !ok {
					a = nil
					continue
				}
				out <- s
			case s, ok := <-b:
				if !ok {
					b = nil
					continue
				}
				out <- s
			}
		}
	}()
	return out
}

func produce(prefix string, n int) <-chan string {
	c := make(chan string)
	go func() {
		for i := 0; i < n; i++ {
			c <- fmt.Sprint(prefix, i)
		}
		close(c)
	}()
	return c
}

func main() {
	got := map[string]bool{}
	for s := range merge(produce("a", 3), produce("b", 4)) {
		got[s] = true
	}
	fmt.Println(len(got), got)

	never := make(chan int)
	select {
	case <-never:
		fmt.Println("impossible")
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	}
	full := make(chan int, 1)
	for i := range 3 {
		select {
		case full <- i:
			fmt.Println("sent", i)
		default:
			fmt.Println("no room for", i)
		}
	}
	quit, done := make(chan struct{}), make(chan string)
	go func() {
		<-quit
		done <- "stopped"
	}()
	close(quit)
	fmt.Println(<-done)
	v, ok := <-quit
	fmt.Println(v, ok, len(full), cap(full))
}
