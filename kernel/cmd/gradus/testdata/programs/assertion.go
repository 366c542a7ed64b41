package main

import "fmt"

func double(v any) int { return 2 * v.(int) }

func main() {
	fmt.Println(double(21))
	fmt.Println(double("twenty-one"))
}
