// What fmt prints of values of a program's own types, at any depth.
package main

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type Name string
type Level int

func (l *Level) String() string { return "level" }

type E struct{ Code int }

func (e E) Error() string { return fmt.Sprint("code ", e.Code) }

type PE struct{ Op string }

func (e *PE) Error() string { return "op " + e.Op }

type Point struct{ X, Y int }
type Named struct {
	Point
	L *Level
	Name
	t     Celsius
	T     Celsius
	d     time.Duration
	any   any
	Any   any
	err   error
	Err   error
	f     func()
	c     chan int
	m     map[Name]Celsius
	M     map[Name]Celsius
	arr   [2]Name
	bytes []byte
}
type G string

func (g G) GoString() string { return "G!" + string(g) }

type Bad struct{ N int }

func (b Bad) String() string { panic("oh no") }

type Bad2 struct{ N int }

func (b *Bad2) String() string { return fmt.Sprint(b.N) }

type Node struct {
	V    int
	Next *Node
}
type Tree struct {
	Kids []Tree
	M    map[string]*Tree
}
type F struct{ a int }

func (F) Format(s fmt.State, v rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "[%c %d %v %d %v %v %v]", v, w, wok, p, pok, s.Flag('+'), s.Flag('#'))
}

type Bs []byte
type B8 byte
type Pair[A, B any] struct {
	First  A
	Second B
}
type Mask uint8
type Fn func(int) int
type empty struct{}
type I interface{ Error() string }

func main() {
	n := Named{Point: Point{1, 2}, Name: "n", t: 3, T: 4, d: time.Second, any: Celsius(5), Any: Celsius(6), err: E{1}, Err: E{2},
		m: map[Name]Celsius{"b": 2, "a": 1}, M: map[Name]Celsius{"b": 2, "a": 1}, arr: [2]Name{"x", "y"}, bytes: []byte("hi")}
	fmt.Printf("%v\n%+v\n%#v\n", n, n, n)
	fmt.Println(n, []Celsius{1, 2}, map[string]Celsius{"a": 1}, []any{Celsius(1), E{3}, &PE{"x"}, Name("q"), nil, Point{1, 2}})
	fmt.Printf("%v %+v %#v\n", []any{Point{1, 2}, Celsius(2)}, map[string]any{"a": Point{}}, map[Name]any{"a": []Point{{1, 2}}})
	fmt.Printf("%d %s %x %q %t %f\n", Celsius(1), Celsius(2), Celsius(3), Celsius(4), Celsius(5), Celsius(6))
	fmt.Printf("%d|%s|%x|%q\n", Name("a"), Name("b"), Name("c"), Name("d"))
	fmt.Printf("%d|%s|%x|%q\n", []Name{"a"}, []Name{"b", "e"}, []Name{"c"}, []Name{"d"})
	fmt.Printf("%d|%s|%v\n", Point{1, 2}, Point{1, 2}, &Point{1, 2})
	fmt.Printf("%v %v %v\n", Bad{1}, []Bad{{2}}, &Bad{3})
	var np *Bad2
	var npe *PE
	fmt.Printf("%v %v %s %+v\n", np, npe, np, []*Bad2{nil})
	fmt.Printf("%s|%v\n", np, []any{np})
	fmt.Printf("%#v %#v %v\n", G("x"), []G{"y"}, G("z"))
	fmt.Printf("%v %+8.3v %#v %s %d\n", F{1}, F{1}, F{1}, []F{{1}}, map[int]F{1: {}})
	fmt.Printf("%T %T %T %T %T %T\n", n, &n, []Celsius{}, map[Name][]E{}, func(Celsius) *E { return nil }, Pair[Name, []Point]{})
	fmt.Printf("%v %+v %#v\n", Pair[Name, []Point]{"a", nil}, Pair[int, *int]{}, Pair[Name, map[string]Point]{"a", nil})
	fmt.Printf("%s %x %v %d %q %#v\n", Bs("hi"), Bs("hi"), Bs("hi"), Bs("hi"), Bs("hi"), Bs("hi"))
	fmt.Printf("%s %x %v %d %#v\n", []B8{65, 66}, []B8{65}, []B8{65}, []B8{65}, []B8{65})
	fmt.Printf("%v %#v %08b %#x %c %U %o\n", Mask(5), Mask(5), Mask(5), Mask(5), Mask(65), Mask(65), Mask(8))
	fmt.Printf("%5v|%-5v|%05d|%+d|%x\n", Mask(5), Mask(5), Mask(5), Mask(5), []Mask{10, 11})
	fmt.Printf("%8.2f|%-8.2f|%e\n", []float64{1, 2}, Pair[float64, float64]{1, 2}, struct{ C float64 }{3})
	fmt.Printf("%*d|%-*d|%.*f\n", Mask(5), 3, Level(4), 2, 2, 3.14159)
	fmt.Printf("%[2]T %[1]v %[2]d %v\n", Point{1, 2}, Mask(3), 4)
	fmt.Printf("%d %v\n", Point{1, 2})
	fmt.Printf("%d\n", Point{1, 2}, Mask(3), "x")
	fmt.Printf("%!|%z|%", Point{})
	fmt.Println()
	fmt.Printf("%v %+v %#v %s\n", Tree{}, Tree{Kids: []Tree{{}, {}}}, Tree{M: map[string]*Tree{}}, Tree{})
	fmt.Printf("%#v %+v\n", Node{1, nil}, &Node{2, nil})
	s := fmt.Sprintf("%v", Node{1, &Node{2, nil}})
	fmt.Println(strings.HasPrefix(s, "{1 0x"), strings.HasPrefix(fmt.Sprintf("%#v", Node{1, &Node{}}), "main.Node{V:1, Next:(*main.Node)(0x"))
	fmt.Println(strings.HasPrefix(fmt.Sprint([]any{&Point{}}), "[0x"), strings.HasPrefix(fmt.Sprint([]*Point{{}}), "[0x"), strings.HasPrefix(fmt.Sprint(map[string]*Point{"a": {}}), "map[a:0x"))
	fmt.Println(strings.HasPrefix(fmt.Sprintf("%p", &n), "0x"), strings.HasPrefix(fmt.Sprintf("%v", Fn(func(i int) int { return i })), "0x"))
	fmt.Printf("%v %#v %T\n", Fn(nil), Fn(nil), Fn(nil))
	fmt.Printf("%p %s %d\n", Point{1, 2}, (*Node)(nil), (*Node)(nil))
	fmt.Print("a", Name("b"), 1, Name("c"), Mask(2), Mask(3), Point{}, "\n")
	fmt.Println(fmt.Sprint(Name("a"), Name("b"), Mask(1), Mask(2)) + "|" + fmt.Sprintln(Name("a"), Mask(1)))
	err := fmt.Errorf("ctx %T: %w", E{1}, E{7})
	fmt.Println(err, errors.Is(err, E{7}), errors.Is(err, E{8}))
	fmt.Printf("%T %T\n", err, fmt.Errorf("x %T", E{}))
	err = fmt.Errorf("two: %w and %w", E{1}, &PE{"open"})
	var e E
	var pe *PE
	fmt.Println(err, errors.As(err, &e), e.Code, errors.As(err, &pe), pe.Op)
	fmt.Printf("%v %+v %T\n", err, errors.Join(E{1}, E{2}), err)
	fmt.Println(fmt.Errorf("bad: %w", Point{1, 2}))
	fmt.Printf("%v %v %+v\n", empty{}, &empty{}, []empty{{}})
	fmt.Printf("%v %#v\n", struct {
		I
		n int
	}{}, struct {
		I
		n int
	}{I: E{4}})
	fmt.Printf("%6.2v|%v|%t\n", []any{1.2345, Name("abc")}, [3]bool{true}, Pair[bool, bool]{true, false})
	fmt.Printf("%v %v\n", map[Point]string{{2, 1}: "b", {1, 2}: "a"}, map[any]int{Name("b"): 1})
	fmt.Printf("%q %v\n", 'x', complex(1, 2))
	var ip *int
	var i I
	fmt.Printf("%v %v %+v %#v %T\n", ip, i, i, i, i)
	fmt.Printf("%s|%10s|%-10s|%x|%X\n", E{1}, E{1}, E{1}, E{1}, E{1})
	fmt.Printf("%v %s\n", struct{ e error }{E{3}}, struct{ E error }{E{3}})
	fmt.Printf("%v\n", []error{E{1}, nil, &PE{"w"}})
	fmt.Printf("%v %d\n", &[]Celsius{1}, &map[string]Mask{"a": 1})
	fmt.Printf("%v\n", [][]Celsius{{1}, {2, 3}})
	fmt.Printf("%t %s\n", Mask(1), true)
}
