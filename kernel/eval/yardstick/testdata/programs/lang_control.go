// Labels, goto, switches that fall through, constants and iota.
package main

import "fmt"

type Flags uint8

const (
	Read Flags = 1 << iota
	Write
	_
	Exec
	All = Read | Write | Exec
)

const (
	KB = 1 << (10 * (iota + 1))
	MB
	huge = 1 << 100
)

func (f Flags) String() (s string) {
	for i, name := range []string{"r", "w", "?", "x"} {
		if f&(1<<i) != 0 {
			s += name
		}
	}
	return s
}

func grade(score int) (g string) {
	switch {
	case score >= 90:
		g = "A"
	case score >= 80:
		g = "B"
		if score > 85 {
			break
		}
		fallthrough
	default:
		g += "-"
	case score < 0:
		return "none"
	}
	return g
}

func primes(limit int) (out []int) {
next:
	for n := 2; n <= limit; n++ {
		for _, p := range out {
			if p*p > n {
				break
			}
			if n%p == 0 {
				continue next
			}
		}
		out = append(out, n)
	}
	return out
}

func retry() (tries int) {
again:
	tries++
	if tries < 3 {
		goto again
	}
	return
}

func swap(a, b int) (x, y int) {
	x, y = a, b
	defer func() { x, y = y, x }()
	return x + 1, y + 1
}

func main() {
	fmt.Println(Read, Write, Exec, All, All&^Write, KB, MB, huge>>98)
	for _, s := range []int{95, 88, 82, 50, -1} {
		fmt.Print(s, grade(s), " ")
	}
	fmt.Println()
	fmt.Println(primes(40), retry())
	fmt.Println(swap(1, 2))
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, ":", j, " ")
	}
	fmt.Println()
	switch x := 5; x {
	case 1, 2, 3:
		fmt.Println("small")
	case 4, 5:
		fmt.Println("middle")
	}
	matrix := [][]int{{1, 2}, {3, 4}, {5, 6}}
	i := 0
	i, matrix[i][0] = 2, 100
	matrix[0], matrix[2] = matrix[2], matrix[0]
	fmt.Println(i, matrix)
}
