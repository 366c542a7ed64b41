// Structs in structs: promotion, shadowing, interfaces in structs.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type Logger struct {
	prefix string
	lines  []string
}

func (l *Logger) Log(format string, args ...any) {
	l.lines = append(l.lines, l.prefix+fmt.Sprintf(format, args...))
}

type Animal interface{ Sound() string }

type Named struct{ Name string }

func (n Named) Hello() string    { return "I am " + n.Name }
func (n *Named) Rename(s string) { n.Name = s }

type Dog struct {
	Named
	*Logger
	age int
}

func (d Dog) Sound() string { return "woof" }
func (d Dog) Hello() string { return d.Named.Hello() + ", a dog" }

type Loud struct{ Animal }

func (l Loud) Sound() string { return strings.ToUpper(l.Animal.Sound()) + "!" }

type reversed struct{ sort.Interface }

func (r reversed) Less(i, j int) bool { return r.Interface.Less(j, i) }

func main() {
	log := &Logger{prefix: "> "}
	d := Dog{Named{"Rex"}, log, 3}
	d.Log("%s is %d", d.Name, d.age)
	d.Rename("Max")
	fmt.Println(d.Hello(), "|", d.Named.Hello())
	copied := d
	copied.Rename("Copy")
	copied.Log("shared by %s and %s", d.Name, copied.Name)
	fmt.Println(strings.Join(log.lines, "\n"))
	var a Animal = Loud{Loud{d}}
	fmt.Println(a.Sound())
	n := []int{3, 1, 2}
	sort.Sort(reversed{sort.IntSlice(n)})
	fmt.Println(n)
	point := struct {
		X, Y int
		Named
	}{1, 2, Named{"origin"}}
	fmt.Printf("%+v %s\n", point, point.Hello())
	rename := d.Rename
	rename("Bound")
	fmt.Println(d.Name, d == Dog{Named{"Bound"}, log, 3})
}
