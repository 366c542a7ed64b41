package main

import "fmt"

func produce(results chan<- int) {
	for i := range 3 {
		results <- i * i
	}
	// close(results) is missing
}

func main() {
	results := make(chan int)
	go produce(results)
	for r := range results {
		fmt.Println(r)
	}
}
