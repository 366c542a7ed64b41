// Eight queens and a Sudoku by backtracking.
package main

import (
	"fmt"
	"strings"
)

func queens(n int) (count int, first []int) {
	var columns, up, down uint
	place := make([]int, 0, n)
	var try func(row int)
	try = func(row int) {
		if row == n {
			if count++; first == nil {
				first = append(first, place...)
			}
			return
		}
		for c := 0; c < n; c++ {
			col, u, d := uint(1)<<c, uint(1)<<(row+c), uint(1)<<(row-c+n)
			if columns&col|up&u|down&d != 0 {
				continue
			}
			columns, up, down = columns|col, up|u, down|d
			place = append(place, c)
			try(row + 1)
			place = place[:len(place)-1]
			columns, up, down = columns&^col, up&^u, down&^d
		}
	}
	try(0)
	return count, first
}

type board [4][4]byte

func (b *board) fits(r, c int, v byte) bool {
	for i := range 4 {
		if b[r][i] == v || b[i][c] == v || b[r/2*2+i/2][c/2*2+i%2] == v {
			return false
		}
	}
	return true
}

func (b *board) solve() bool {
	for r := range b {
		for c := range b[r] {
			if b[r][c] != '.' {
				continue
			}
			for v := byte('1'); v <= '4'; v++ {
				if b.fits(r, c, v) {
					b[r][c] = v
					if b.solve() {
						return true
					}
					b[r][c] = '.'
				}
			}
			return false
		}
	}
	return true
}

func main() {
	for n := 4; n <= 6; n++ {
		fmt.Println(queens(n))
	}
	var b board
	for r, line := range strings.Fields("1..4 ..1. .1.. 4..1") {
		copy(b[r][:], line)
	}
	fmt.Println(b.solve())
	for _, row := range b {
		fmt.Println(string(row[:]))
	}
}
