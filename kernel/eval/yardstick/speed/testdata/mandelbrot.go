package main

import (
	"fmt"
	"os"
	"time"
)

func iterations(n, limit int) (total int) {
	for py := 0; py < n; py++ {
		for px := 0; px < n; px++ {
			cr := 2.5*float64(px)/float64(n) - 2
			ci := 2*float64(py)/float64(n) - 1
			x, y := 0.0, 0.0
			k := 0
			for k < limit && x*x+y*y <= 4 {
				x, y = x*x-y*y+cr, 2*x*y+ci
				k++
			}
			total += k
		}
	}
	return total
}

func main() {
	start := time.Now()
	fmt.Println(iterations(120, 200))
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
