// Package variables are initialised by what they depend on, then init runs.
package main

import "fmt"

var log []string

func note(name string, v int) int {
	log = append(log, name)
	return v
}

var (
	total = price + tax() // after both
	price = note("price", 100)
	rate  = note("rate", 7)
)

func tax() int { return price * rate / 100 }

var first, second = pair()

func pair() (int, int) { return note("pair", 1), later * 2 }

var later = note("later", 21)

var table = map[string]func() int{"total": func() int { return total }}

var _ = note("blank", 0)

var sizes = [...]int{len(table), second}

type weekday uint8

const (
	sunday weekday = iota
	monday
	_
	wednesday
)

const (
	kilo = 1 << (10 * (iota + 1))
	mega
	even, odd = 2 * iota, 2*iota + 1
	_, five
	huge = 1 << 200 >> 198
)

func (d weekday) String() string { return [...]string{"Sunday", "Monday", "", "Wednesday"}[d] }

func init() { note("init 1", 0) }
func init() { note("init 2", 0) }

func main() {
	fmt.Println(log)
	fmt.Println(total, first, second, table["total"](), sizes)
	fmt.Println(sunday, monday, wednesday, kilo, mega, even, odd, five, huge)
}
