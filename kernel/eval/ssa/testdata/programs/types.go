package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

type Animal interface{ Sound() string }
type Base struct {
	name string
	legs int8
}

func (b Base) Name() string     { return b.name }
func (b *Base) Rename(s string) { b.name = s }

type Dog struct {
	Base
	age  uint16
	tags [2]string
}

func (d Dog) Sound() string { return d.name + " woof" }

type Logger struct {
	strings.Builder
	n int
}

func (l *Logger) Logf(f string, a ...any) { l.n++; fmt.Fprintf(l, f+"\n", a...) }

type Op func(float64, float64) float64

func (o Op) Apply(a, b float64) float64 { return o(a, b) }

type Matrix [2][2]float64

func (m Matrix) Mul(o Matrix) (r Matrix) {
	for i := range m {
		for j := range o {
			for k := range o {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

type Weekday int

const (
	Sun Weekday = iota
	Mon
	Tue
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon", "Tue"}[d] }

type List[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Add(v T) { l.head = &node[T]{v, l.head}; l.n++ }
func (l *List[T]) All() func(func(int, T) bool) {
	return func(y func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !y(i, n.v) {
				return
			}
			i++
		}
	}
}

type Number interface{ ~int | ~float64 }

func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

type state func(*machine) state
type machine struct{ s string }

func start(m *machine) state {
	m.s += "a"
	if len(m.s) > 3 {
		return nil
	}
	return second
}
func second(m *machine) state { m.s += "b"; return start }

type Err struct{ code int }

func (e Err) Error() string   { return fmt.Sprint("code ", e.code) }
func (e Err) Is(t error) bool { return t == os.ErrNotExist }

type wrap struct{ error }

func (w wrap) Unwrap() error { return w.error }

func main() {
	d := Dog{Base{"rex", 4}, 3, [2]string{"x", "y"}}
	e := d
	e.Rename("max")
	e.tags[0] = "z"
	var a Animal = d
	fmt.Println(d, e, a.Sound(), e.Sound(), d.Name(), d == e, a == Animal(d))
	fmt.Printf("%+v %v %T %q\n", d, &d, a, d.tags)
	f := e.Rename
	f("bob")
	g := Dog.Sound
	h := (*Base).Rename
	h(&e.Base, "tim")
	fmt.Println(e.name, g(e))
	var l Logger
	l.Logf("%d %s %v", 1, Mon, []Weekday{Sun, Tue})
	l.Logf("%v|%d|%s", map[Weekday]int{Tue: 1, Sun: 2}, Tue, Mon)
	fmt.Print(l.String(), l.n, "\n")
	fmt.Println(Op(func(a, b float64) float64 { return a - b }).Apply(5, 3), Matrix{{1, 1}, {1, 0}}.Mul(Matrix{{1, 1}, {1, 0}}))
	var li List[string]
	li.Add("x")
	li.Add("y")
	for i, v := range li.All() {
		fmt.Print(i, v, " ")
	}
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[Weekday](Sun, Mon), li.n)
	m := &machine{}
	for s := state(start); s != nil; {
		s = s(m)
	}
	fmt.Println(m.s)
	err := fmt.Errorf("ctx: %w", wrap{Err{7}})
	var ee Err
	fmt.Println(err, errors.Is(err, os.ErrNotExist), errors.As(err, &ee), ee.code, errors.Is(err, Err{7}), errors.Join(err, Err{1}))
	var wg sync.WaitGroup
	var mu sync.Mutex
	res := map[int]Dog{}
	for i := range 5 {
		wg.Go(func() { mu.Lock(); defer mu.Unlock(); res[i] = Dog{age: uint16(i * 20000)} })
	}
	wg.Wait()
	keys := []int{}
	for k := range res {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	fmt.Println(keys, res[4].age, len(res))
	func() {
		defer func() { fmt.Println("rec", recover()) }()
		defer func() { defer func() { fmt.Println("inner", recover()) }(); panic("second") }()
		var arr [3]int
		idx := 5
		arr[idx%6]++
	}()
	x := 10
	p := &x
	pp := &p
	**pp = 20
	switch {
	case x > 5:
		fmt.Print("big ")
		fallthrough
	case x > 100:
		fmt.Print("fall ")
	default:
		fmt.Print("no")
	}
	goto end
end:
	s := []int{1, 2, 3, 4, 5}
	t := append(s[:2:2], 9)
	copy(s[1:], s)
	fmt.Println(x, s, t, len(t), cap(s[1:3:4]), min(3, 1, 2), max("a", "b"))
	an := []struct{ A, B any }{{1, "x"}, {nil, Mon}, {Err{2}, &x != nil}}
	fmt.Printf("%v %+v\n", an, an[1])
	sel := make(chan Weekday, 1)
	select {
	case v := <-sel:
		fmt.Println(v)
	default:
		fmt.Println("empty")
	}
	sel <- Tue
	select {
	case v, ok := <-sel:
		fmt.Println(v, ok)
	case <-time.After(time.Second):
	}
	var i8 int8 = -128
	var u32 uint32 = 1 << 31
	var u64 uint64 = 1<<63 + 5
	sh := 70
	fmt.Println(-i8, i8/-1, u32<<1, u64>>3, 1<<sh, -5>>1, uint8(300&0xff), int64(u64), float64(u64), uint64(float64(u64)), ^u32, u64%7, i8*i8)
	var nilm map[string][]int
	fmt.Println(nilm["a"], len(nilm), nilm == nil, strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r
	}, "banana"))
	type local struct{ v [2]struct{ q int16 } }
	lv := map[string]local{"k": {}}
	q := lv["k"]
	q.v[1].q = -3
	fmt.Println(q, lv, q != lv["k"], fmt.Sprintf("%5.2f|%-5d|%05d|%x|%t|%c|%U", 3.14159, 42, 42, "hi", true, 'x', 'é'))
	var iface any = q
	switch v := iface.(type) {
	case fmt.Stringer:
		fmt.Println("str")
	case local:
		fmt.Println("local", v.v[1].q)
	}
	_, isE := iface.(error)
	fmt.Println(isE, any(Mon) == any(1), any(Mon) == any(Mon), [...]int{5: 1}, []byte("hé"), []rune("hé"), string([]rune{233, 'x'}))
	var f32 float32 = 0.1
	fmt.Println(f32*3, float64(f32), f32 == 0.1, f32/3)
	fs := []func(){}
	for i := 0; i < 3; i++ {
		defer func() { fmt.Print("d", i, " ") }()
		fs = append(fs, func() { i *= 2; fmt.Print(i, " ") })
	}
	for _, f := range fs {
		f()
		f()
	}
	fmt.Println(strings.Repeat("=", 3))
}
