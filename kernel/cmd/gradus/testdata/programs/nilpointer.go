package main

import "fmt"

type node struct {
	value int
	next  *node
}

func last(n *node) int {
	if n.value == 3 {
		return n.value
	}
	return last(n.next)
}

func main() {
	list := &node{1, &node{value: 2}}
	fmt.Println(list.value)
	fmt.Println(last(list))
}
