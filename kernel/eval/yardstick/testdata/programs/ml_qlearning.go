// Q-learning finds the way through a small maze.
package main

import (
	"fmt"
	"math/rand"
)

var maze = []string{
	"S..#",
	".#..",
	"...G",
}

type cell struct{ row, col int }

var moves = map[byte]cell{'^': {-1, 0}, 'v': {1, 0}, '<': {0, -1}, '>': {0, 1}}

const actions = "^v<>"

func (c cell) step(a byte) (next cell, reward float64, done bool) {
	m := moves[a]
	next = cell{c.row + m.row, c.col + m.col}
	switch {
	case next.row < 0 || next.row >= len(maze) || next.col < 0 || next.col >= len(maze[0]):
		return c, -1, false
	case maze[next.row][next.col] == '#':
		return c, -1, false
	case maze[next.row][next.col] == 'G':
		return next, 10, true
	}
	return next, -0.1, false
}

func main() {
	rng := rand.New(rand.NewSource(5))
	q := map[cell][4]float64{}
	best := func(c cell) int {
		at, values := 0, q[c]
		for i, v := range values {
			if v > values[at] {
				at = i
			}
		}
		return at
	}
	for episode := 0; episode < 300; episode++ {
		at := cell{}
		for steps, done := 0, false; !done && steps < 50; steps++ {
			a := best(at)
			if rng.Float64() < 0.2 {
				a = rng.Intn(4)
			}
			var next cell
			var reward float64
			next, reward, done = at.step(actions[a])
			target := reward
			if !done {
				target += 0.9 * q[next][best(next)]
			}
			values := q[at]
			values[a] += 0.5 * (target - values[a])
			q[at] = values
			at = next
		}
	}
	path := ""
	for at, done := (cell{}), false; !done && len(path) < 20; {
		a := actions[best(at)]
		path += string(a)
		at, _, done = at.step(a)
	}
	fmt.Println(path, len(path), "steps")
}
