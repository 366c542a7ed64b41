// Conway's life on a torus: a glider comes round.
package main

import (
	"fmt"
	"strings"
)

const size = 8

type world [size][size]bool

func parse(rows ...string) (w world) {
	for y, row := range rows {
		for x, c := range row {
			w[y][x] = c == '#'
		}
	}
	return w
}

func (w *world) neighbours(y, x int) (n int) {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if (dy != 0 || dx != 0) && w[(y+dy+size)%size][(x+dx+size)%size] {
				n++
			}
		}
	}
	return n
}

func (w world) next() (out world) {
	for y := range w {
		for x, alive := range w[y] {
			n := w.neighbours(y, x)
			out[y][x] = n == 3 || alive && n == 2
		}
	}
	return out
}

func (w world) String() string {
	var b strings.Builder
	for _, row := range w {
		for _, alive := range row {
			b.WriteByte(".#"[map[bool]int{true: 1}[alive]])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func main() {
	start := parse(".#", "..#", "###")
	seen := map[world]int{}
	w := start
	for step := 0; ; step++ {
		if at, ok := seen[w]; ok {
			fmt.Println("step", step, "repeats step", at)
			break
		}
		seen[w] = step
		if step == 5 {
			fmt.Print(w.String())
		}
		w = w.next()
	}
	fmt.Println(w == start, len(seen))
}
