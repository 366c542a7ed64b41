// Labels, goto, break and continue out of every kind of statement.
package main

import "fmt"

func grid() (seen []string) {
rows:
	for row := range 4 {
		for column := range 4 {
			switch {
			case column > row:
				continue rows
			case row == 3:
				break rows
			}
			seen = append(seen, fmt.Sprint(row, column))
		}
	}
	return seen
}

func collatz(n int) (steps int) {
again:
	if n != 1 {
		steps++
		if n%2 == 0 {
			n /= 2
			goto again
		}
		n = 3*n + 1
		goto again
	}
	return steps
}

func leave(n int) string {
choice:
	switch {
	case n > 0:
		for {
			if n--; n < 3 {
				break choice
			}
			if n == 5 {
				return "five"
			}
		}
	default:
		n = -1
	}
	return fmt.Sprint("left with ", n)
}

func receive(c <-chan int) (sum int) {
loop:
	for {
		select {
		case v, ok := <-c:
			if !ok {
				break loop
			}
			if v < 0 {
				continue loop
			}
			sum += v
		}
	}
	return sum
}

func grades(points int) (all []string) {
	switch {
	case points > 90:
		all = append(all, "excellent")
		fallthrough
	case points > 50:
		all = append(all, "passed")
	default:
		all = append(all, "failed")
	}
	return all
}

func main() {
	fmt.Println(grid())
	fmt.Println(collatz(27), collatz(1))
	fmt.Println(leave(4), leave(9), leave(0))
	c := make(chan int, 5)
	for _, v := range []int{1, -5, 2, -1, 4} {
		c <- v
	}
	close(c)
	fmt.Println(receive(c))
	fmt.Println(grades(95), grades(60), grades(3))

	var counters []func() int
	n := 0
next: // each round has a variable of its own
	k := n * 10
	counters = append(counters, func() int { k++; return k })
	if n++; n < 3 {
		goto next
	}
	for _, count := range counters {
		fmt.Print(count(), count(), " ")
	}
	fmt.Println()
}
