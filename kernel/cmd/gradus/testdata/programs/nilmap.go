package main

import "fmt"

type tally map[string]int

func (t tally) count(word string) { t[word]++ }

func main() {
	var t tally
	fmt.Println(t["reading"], len(t))
	t.count("writing")
}
