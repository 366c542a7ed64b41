package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	words := 0
	in := bufio.NewScanner(os.Stdin)
	in.Split(bufio.ScanWords)
	for in.Scan() {
		words++
	}
	fmt.Println(words, "words")
}
