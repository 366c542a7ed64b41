package main

import "fmt"

type V struct{ x, y float64 }
type Tree struct {
	kids []Tree
	val  int
}
type M map[string]M
type S []S
type F func(F) int
type Pair[K comparable, V any] struct {
	Key K
	Val V
}
type big struct {
	a [40]int
	s string
}

func (v V) add(o V) V { return V{v.x + o.x, v.y + o.y} }
func sum(t Tree) int {
	n := t.val
	for _, k := range t.kids {
		n += sum(k)
	}
	return n
}
func multi() (int, string, V, error, []int) { return 1, "a", V{1, 2}, nil, []int{3} }
func mod(b big) big                         { b.a[3] = 7; b.s += "!"; return b }
func named() (a, b int, v V)                { defer func() { a, v.x = b*2, 9 }(); a, b = 1, 2; return b, a, V{3, 4} }
func rec(n int) (r int) {
	defer func() {
		if e := recover(); e != nil {
			r = n
		}
	}()
	if n == 0 {
		panic("x")
	}
	return rec(n-1) + 1
}

func main() {
	t := Tree{[]Tree{{nil, 1}, {[]Tree{{nil, 5}}, 2}}, 3}
	t.kids = append(t.kids, Tree{val: 10})
	fmt.Println(sum(t), t)
	m := M{"a": {"b": nil}, "c": M{}}
	m["a"]["z"] = M{"q": nil}
	fmt.Println(m, len(m["a"]))
	s := S{S{}, S{S{}}}
	s = append(s, S{s})
	fmt.Println(s, len(s[2][0]))
	var f F = func(g F) int {
		if g == nil {
			return 1
		}
		return 1 + g(nil)
	}
	fmt.Println(f(f))
	a, b, v, err, l := multi()
	fmt.Println(a, b, v.add(V{1, 1}), err, l)
	x := big{s: "s"}
	y := mod(mod(x))
	fmt.Println(x.a[3], y.a[3], y.s, x == y)
	fmt.Println(named())
	fmt.Println(rec(3))
	ps := []Pair[string, []int]{{"a", []int{1}}, {"b", nil}}
	fmt.Printf("%v %+v %T\n", ps, ps[0], ps[1])
	arr := [3][2]int{{1, 2}, {3, 4}}
	brr := arr
	for i, row := range arr {
		arr[2][0] += row[i%2]
		brr[i][1]++
	}
	fmt.Println(arr, brr, arr == brr)
	mv := map[V]*V{}
	for i := 0; i < 3; i++ {
		k := V{float64(i), 0}
		mv[k] = &k
		k.y = 5
	}
	fmt.Println(len(mv), *mv[V{1, 0}])
	delete(mv, V{1, 0})
	_, ok := mv[V{1, 0}]
	fmt.Println(ok, len(mv))
	ch := make(chan func() V, 1)
	ch <- V{1, 2}.add(V{3, 3}).get
	fmt.Println((<-ch)())
	c := 0
	for i := range 10 {
		switch {
		case i%2 == 0:
			continue
		case i > 6:
			goto out
		}
		c += i
	}
out:
	fmt.Println(c)
	var e any = []V{{1, 2}}
	fmt.Println(e.([]V)[0].y)
	type T1 struct {
		V
		*Tree
		n int
	}
	t1 := T1{V{1, 2}, &t, 3}
	fmt.Println(t1.x, t1.add(V{1, 1}), t1.val, len(t1.kids))
	func() { defer func() { fmt.Println(recover()) }(); var q *T1; q.x = 3 }()
	func() { defer func() { fmt.Println(recover()) }(); _ = e.(fmt.Stringer) }()
	func() { defer func() { fmt.Println(recover()) }(); _ = e.(V) }()
	func() { defer func() { fmt.Println(recover()) }(); k := map[any]int{}; k[[]int{1}] = 2 }()
	func() { defer func() { fmt.Println(recover()) }(); var z []int; n := -1; _ = make([]int, n); _ = z }()
	func() { defer func() { fmt.Println(recover()) }(); close((chan int)(nil)) }()
	func() { defer func() { fmt.Println(recover()) }(); w := make(chan int); close(w); w <- 1 }()
	func() { defer func() { fmt.Println(recover()) }(); n := 3; _ = "abc"[n] }()
	func() { defer func() { fmt.Println(recover()) }(); n := 5; _ = []int{1, 2}[n:] }()
	func() { defer func() { fmt.Println(recover()) }(); n := 5; _ = [4]int([]int{1, n}) }()
	func() { defer func() { fmt.Println(recover()) }(); panic(fmt.Sprintf("%v", V{1, 2})) }()
	var i16 int16 = 32767
	i16++
	var u uint = 0
	u--
	fmt.Println(i16, u, uint16(i16), int32(int8(-1)), uint32(i16))
	for i, c := range []string{"é", "b"} {
		for j, r := range c {
			fmt.Print(i, j, r, " ")
		}
	}
	fmt.Println()
}
func (v V) get() V { return v }
