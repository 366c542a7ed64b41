// Deep comparison and copying of linked values.
package main

import (
	"errors"
	"fmt"
	"math"
	"reflect"
)

type Color uint8

type Tree[T any] struct {
	Left, Right *Tree[T]
	Value       T
}

func (t *Tree[T]) Insert(v T, less func(a, b T) bool) *Tree[T] {
	if t == nil {
		return &Tree[T]{Value: v}
	}
	if less(v, t.Value) {
		t.Left = t.Left.Insert(v, less)
	} else {
		t.Right = t.Right.Insert(v, less)
	}
	return t
}

type Graph struct {
	Nodes []*Vertex
	index map[string]*Vertex
}

type Vertex struct {
	Name  string
	Color Color
	Edges map[*Vertex]float64
	Out   []*Vertex
	Data  any
}

func graph(names ...string) *Graph {
	g := &Graph{index: map[string]*Vertex{}}
	for i, n := range names {
		v := &Vertex{Name: n, Color: Color(i), Data: []any{n, i, Color(i)}}
		g.Nodes, g.index[n] = append(g.Nodes, v), v
	}
	for i, v := range g.Nodes {
		v.Out = append(v.Out, g.Nodes[(i+1)%len(g.Nodes)], v)
	}
	return g
}

// clone copies a value deeply, shared and circular pointers included.
func clone[T any](x T) T {
	pointers := map[any]reflect.Value{}
	var copyOf func(v reflect.Value) reflect.Value
	copyOf = func(v reflect.Value) reflect.Value {
		out := reflect.New(v.Type()).Elem()
		switch v.Kind() {
		case reflect.Pointer:
			if v.IsNil() {
				return out
			}
			if p, ok := pointers[v.Interface()]; ok {
				return p
			}
			p := reflect.New(v.Type().Elem())
			pointers[v.Interface()] = p
			p.Elem().Set(copyOf(v.Elem()))
			return p
		case reflect.Interface:
			if !v.IsNil() {
				out.Set(copyOf(v.Elem()))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					out.Field(i).Set(copyOf(v.Field(i)))
				}
			}
		case reflect.Slice:
			if v.IsNil() {
				return out
			}
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(copyOf(v.Index(i)))
			}
		case reflect.Map:
			if v.IsNil() {
				return out
			}
			out.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for it := v.MapRange(); it.Next(); {
				out.SetMapIndex(copyOf(it.Key()), copyOf(it.Value()))
			}
		default:
			out.Set(v)
		}
		return out
	}
	return copyOf(reflect.ValueOf(&x).Elem()).Interface().(T)
}

type Celsius float64
type Point struct{ X, Y int }
type Same struct{ X, Y int }

func main() {
	less := func(a, b int) bool { return a < b }
	var t, u *Tree[int]
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		t = t.Insert(v, less)
		u = u.Insert(v, less)
	}
	fmt.Println("trees", reflect.DeepEqual(t, u), t == u)
	c := clone(t)
	fmt.Println("clone", reflect.DeepEqual(t, c), t == c)
	c.Left.Right.Value = 4
	fmt.Println("changed", reflect.DeepEqual(t, c), t.Left.Right.Value)

	g, h := graph("a", "b", "c"), graph("a", "b", "c")
	fmt.Println("graphs", reflect.DeepEqual(g, h))
	k := clone(g.Nodes)
	fmt.Println("cloned", reflect.DeepEqual(g.Nodes, k), k[0].Out[0] == k[1], k[0].Out[0] == g.Nodes[1], k[2].Data)
	k[2].Data.([]any)[2] = Color(9)
	fmt.Println("data", reflect.DeepEqual(g.Nodes, k))
	h.index["a"].Color = 7
	fmt.Println("index", reflect.DeepEqual(g, h))

	p := &Point{1, 2}
	f := func() {}
	nan := math.NaN()
	for _, pair := range [][2]any{
		{Point{1, 2}, Point{1, 2}}, {Point{1, 2}, Same{1, 2}}, {Celsius(1), 1.0}, {Celsius(1), Celsius(1)},
		{p, &Point{1, 2}}, {p, p}, {[]Point{}, []Point(nil)}, {[]Point{{}}, []Point{{}}}, {[2]Point{}, [2]Point{}},
		{map[Point]string{{1, 2}: "x"}, map[Point]string{{1, 2}: "x"}}, {map[Point]string{}, map[Point]string{{}: ""}},
		{f, f}, {(func())(nil), (func())(nil)}, {nan, nan}, {[]float64{nan}, []float64{nan}}, {[]Celsius{Celsius(nan)}, []Celsius{Celsius(nan)}},
		{errors.New("a"), errors.New("a")}, {nil, (*Point)(nil)}, {(*Point)(nil), (*Point)(nil)}, {(*Point)(nil), (*Same)(nil)},
		{[]any{1, Celsius(2), p}, []any{1, Celsius(2), &Point{1, 2}}}, {[]any{1}, []any{int64(1)}},
		{struct{ E error }{fmt.Errorf("x")}, struct{ E error }{fmt.Errorf("x")}}, {make(chan int), make(chan int)},
	} {
		fmt.Printf("%T %T %v\n", pair[0], pair[1], reflect.DeepEqual(pair[0], pair[1]))
	}
	self := []any{nil}
	self[0] = self
	other := []any{nil}
	other[0] = other
	fmt.Println("circular", reflect.DeepEqual(self, other))
}
