// Stages joined by channels: the prime sieve as goroutines.
package main

import "fmt"

func generate(limit int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 2; i <= limit; i++ {
			out <- i
		}
	}()
	return out
}

func filter(in <-chan int, prime int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range in {
			if i%prime != 0 {
				out <- i
			}
		}
	}()
	return out
}

func square(in <-chan int) <-chan int {
	out := make(chan int, 4)
	go func() {
		for i := range in {
			out <- i * i
		}
		close(out)
	}()
	return out
}

func sieve(limit int) <-chan int {
	primes := make(chan int)
	go func() {
		defer close(primes)
		in := generate(limit)
		for {
			p, ok := <-in
			if !ok {
				return
			}
			primes <- p
			in = filter(in, p)
		}
	}()
	return primes
}

func main() {
	for p := range sieve(50) {
		fmt.Print(p, " ")
	}
	fmt.Println()
	sum := 0
	for s := range square(sieve(20)) {
		sum += s
	}
	fmt.Println("sum of squares", sum)
}
