package main

import "fmt"

func main() {
	fmt.Println("start")
	descend(2)
}

func descend(n int) {
	defer fmt.Println("leaving", n)
	if n == 0 {
		panic("at the bottom")
	}
	descend(n - 1)
}
