// What fmt makes of values of one's own types.
package main

import (
	"fmt"
	"os"
)

type Weekday int

const (
	Monday Weekday = iota
	Tuesday
)

func (d Weekday) String() string { return [...]string{"Monday", "Tuesday"}[d] }

type Vec struct{ X, Y float64 }

func (v Vec) Format(f fmt.State, verb rune) {
	if p, ok := f.Precision(); ok {
		fmt.Fprintf(f, "<%.*f|%.*f>", p, v.X, p, v.Y)
		return
	}
	fmt.Fprintf(f, "<%v|%v>%c", v.X, v.Y, verb)
}

type Config struct {
	Name   string
	Day    Weekday
	Nested *Config
	Tags   []string
	Limits map[string]int
	note   string
}

type Secret string

func (Secret) GoString() string { return `Secret("…")` }

func main() {
	fmt.Printf("%v %d %s|%10s|%-10s|%q\n", Tuesday, Tuesday, Monday, Monday, Tuesday, Monday)
	fmt.Printf("%v %.1f %s\n", Vec{1, 2.5}, Vec{1, 2.25}, []Vec{{3, 4}})
	c := Config{Name: "a", Day: Tuesday, Tags: []string{"x", "y"}, Limits: map[string]int{"b": 2, "a": 1}, note: "kept"}
	fmt.Printf("%v\n%+v\n", c, c)
	fmt.Printf("%T %T %T %T\n", c, &c, c.Tags, Monday)
	fmt.Printf("%#v %#v %#v %#v\n", Monday, []string{"q"}, struct{ A, b int }{1, 2}, Secret("hush"))
	fmt.Printf("%08.3f|%+d|%x|%X|%o|%b|%e|%g\n", 3.14159, 5, 255, "hi", 8, 5, 123456.789, 1e21)
	fmt.Printf("%5t|%c|%U|%#x|% x|%3d%%|%*d\n", true, 'é', '⌘', []byte("ab"), "abc", 50, 6, 42)
	format := "%d %s|%d\n"
	fmt.Printf(format, "text", 5)
	fmt.Printf("%[2]v %[1]v %v\n", 1, 2)
	fmt.Println([]any{nil, 1, "a", 2.5, []int(nil), map[Weekday]bool{Tuesday: true}}, [2]bool{true})
	fmt.Fprintln(os.Stdout, fmt.Sprint("a", 1, 2, "b", "c", 3.0), fmt.Sprintln("end") == "end\n")
	var n int
	var word string
	read, err := fmt.Sscanf("17 apples", "%d %s", &n, &word)
	fmt.Println(read, err, n, word)
}
