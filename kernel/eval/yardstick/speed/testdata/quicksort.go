package main

import (
	"fmt"
	"os"
	"time"
)

func quicksort(a []int, lo, hi int) {
	for lo < hi {
		pivot, i, j := a[(lo+hi)/2], lo, hi
		for i <= j {
			for a[i] < pivot {
				i++
			}
			for a[j] > pivot {
				j--
			}
			if i <= j {
				a[i], a[j] = a[j], a[i]
				i++
				j--
			}
		}
		if j-lo < hi-i {
			quicksort(a, lo, j)
			lo = i
		} else {
			quicksort(a, i, hi)
			hi = j
		}
	}
}

func main() {
	start := time.Now()
	a := make([]int, 100000)
	x := 12345
	for i := range a {
		x = (x*1103515245 + 12345) % 2147483648
		a[i] = x
	}
	quicksort(a, 0, len(a)-1)
	fmt.Println(a[0], a[1000], a[len(a)-1])
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
