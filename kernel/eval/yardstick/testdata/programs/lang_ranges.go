package main

import "fmt"

type grid [2][3]int

// cells yields the places of a grid, row by row.
func (g *grid) cells(yield func([2]int, int) bool) {
	for r, row := range g {
		for c, v := range row {
			if !yield([2]int{r, c}, v) {
				return
			}
		}
	}
}

func counter(to int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Print("(done) ")
		for i := range to {
			if !yield(i) {
				return
			}
		}
	}
}

// find returns out of two loops over functions at once.
func find(n int) (a, b int, ok bool) {
	for a = range counter(n) {
		for b = range counter(n) {
			if a*a+b == n {
				return a, b, true
			}
		}
	}
	return
}

func main() {
	array := [3]int{1, 2, 3}
	for i, v := range array { // over a copy
		array[2] = 10
		fmt.Print(i, v, " ")
	}
	for i, v := range &array { // over the array itself
		array[2] = 20 + i
		fmt.Print(i, v, " ")
	}
	var none *[4]int
	for i := range none {
		fmt.Print(i)
	}
	fmt.Println()

	list := []int{1, 2}
	for _, v := range list { // the length is taken once
		list = append(list, v*10)
	}
	fmt.Println(list)

	for i, r := range "aé\xff日" {
		fmt.Print(i, ":", string(r), " ")
	}
	for i := range len("日") {
		fmt.Print("日"[i], " ")
	}
	fmt.Println()

	for i := range uint8(3) {
		fmt.Printf("%T%d ", i, i)
	}
	for range 2 {
		fmt.Print("again ")
	}
	var last float64
	for i := range 3 {
		last += float64(i) / 2
	}
	fmt.Println(last)

	g := grid{{1, 2, 3}, {4, 5, 6}}
outer:
	for at, v := range g.cells {
		switch {
		case v == 2:
			continue
		case v > 4:
			break outer
		}
		g[at[0]][at[1]] *= -1
	}
	fmt.Println(g)
	fmt.Println(find(7))

	squares := map[int]int{}
	for i := range 5 {
		squares[i] = i * i
	}
	total := 0
	for n, square := range squares {
		if n%2 == 1 {
			delete(squares, n)
		}
		total += square
	}
	fmt.Println(total, squares)

	channel := make(chan string)
	go func() {
		defer close(channel)
		for _, word := range []string{"sent", "through", "a", "channel"} {
			channel <- word
		}
	}()
	for word := range channel {
		fmt.Print(word, " ")
	}

	var functions []func() int
	for i := 0; i < 3; i++ { // a new i in each round
		functions = append(functions, func() int { i *= 2; return i })
	}
	for _, f := range functions {
		fmt.Print(f()+f(), " ")
	}
	fmt.Println()
}
