// The order in which operands are evaluated, and what a panic half-way leaves.
package main

import "fmt"

func say(name string, v int) int {
	fmt.Print(name, " ")
	return v
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "failed:", r)
		}
	}()
	f()
}

type cell struct {
	next  *cell
	value int
}

func main() {
	list := []int{1, 2, 3}
	i := 0
	i, list[i] = 1, 20 // the index is the old i
	fmt.Println(i, list)
	list[0], list[1], list[2] = list[2], list[0], list[1]
	fmt.Println(list)

	m := map[int]int{}
	m[say("key1", 1)], m[say("key2", 2)] = say("value1", 10), say("value2", 20)
	fmt.Println(m)
	fmt.Println([...]int{say("first", 1), say("second", 2), 9: say("last", 3)})
	fmt.Println(say("left", 7)-say("right", 2)*say("factor", 3), say("a", 0) == 1 && say("never", 1) == 1)

	c := &cell{value: 1, next: &cell{value: 2}}
	c, c.next = c.next, &cell{value: 3}
	fmt.Println(c.value, c.next == nil)

	var nobody *cell
	try("field", func() { nobody.value = say("value", 1) })
	try("index", func() { list[say("index", 7)] = say("value", 1) })
	try("pair", func() { list[0], list[say("index", 7)] = 99, say("value", 1) })
	fmt.Println(list)
	var none map[string]int
	try("map", func() { none["a"] = say("value", 2) })
	try("call", func() {
		var f func(int)
		f(say("argument", 1))
	})
}
