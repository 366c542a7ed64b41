package main

import "fmt"

func main() {
	var requests chan string // never made
	go func() {
		for range requests {
		}
	}()
	fmt.Println("waiting")
	select {}
}
