// What package reflect does with values.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"
)

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type Point struct {
	X, Y int
	name string
}

func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y, p.name + q.name} }
func (p Point) String() string    { return fmt.Sprintf("(%d,%d)", p.X, p.Y) }
func (p *Point) Scale(k int)      { p.X *= k; p.Y *= k }
func (p Point) Sum(list ...int) (total int) {
	for _, x := range list {
		total += x
	}
	return total + p.X
}
func (p Point) Check(ok bool) (Celsius, error) {
	if !ok {
		return 0, errors.New("not ok")
	}
	return Celsius(p.X), nil
}

type Adder interface{ Add(Point) Point }
type inner struct {
	A int
	b int
}
type Node struct {
	Value Celsius
	Next  *Node
	Kids  []Node
	By    map[string]*Node
	F     func(*Node) *Node
}
type Everything struct {
	inner
	*Point
	P    Point
	I    any
	S    fmt.Stringer
	Ad   Adder
	L    []Celsius
	M    map[Celsius]Point
	Arr  [2]Point
	priv Point
	E    error
	Fn   func(Point) string
	C    chan Celsius
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(*reflect.ValueError); ok {
				fmt.Println(name, "ValueError:", e.Method, e.Kind, e)
				return
			}
			fmt.Println(name, "panic:", r)
		}
	}()
	f()
}

func main() {
	fmt.Println("--- reading")
	e := Everything{inner: inner{1, 2}, Point: &Point{3, 4, "p"}, P: Point{5, 6, "q"}, I: Celsius(7), S: Point{8, 9, ""}, L: []Celsius{1, 2}, M: map[Celsius]Point{1: {1, 1, ""}}, priv: Point{10, 11, "z"}, E: errors.New("bad")}
	v := reflect.ValueOf(e)
	for i := range v.NumField() {
		f := v.Field(i)
		fmt.Print(v.Type().Field(i).Name, " ", f.Kind(), " ", f.Type(), " ", f.CanSet(), f.CanInterface(), f.CanAddr(), " zero:", f.IsZero())
		if f.CanInterface() && f.Kind() != reflect.Func && f.Kind() != reflect.Chan && f.Kind() != reflect.Pointer {
			fmt.Printf(" %v %+v %T", f.Interface(), f, f.Interface())
		}
		fmt.Println()
	}
	fmt.Println(v.FieldByName("A"), v.FieldByName("X"), v.FieldByName("b"), v.FieldByName("nope").IsValid())
	fmt.Println(v.Field(3).Elem().Type(), v.Field(3).Elem().Float(), v.Field(4).Elem().Type(), v.Field(4).Elem().Field(0))
	fmt.Println(v.FieldByName("priv").Field(0).Int(), v.FieldByName("priv").Field(0).CanInterface(), v.FieldByName("A").CanInterface(), v.FieldByName("b").CanInterface())
	fmt.Println(v.FieldByName("P").Interface().(Point).Add(Point{1, 1, "w"}), v.FieldByName("P"), v.FieldByName("priv").String())
	fmt.Println(reflect.ValueOf(Point{}).String(), reflect.ValueOf(1).String(), reflect.ValueOf("s").String(), reflect.Value{}, reflect.ValueOf(nil).IsValid())
	fmt.Printf("%v %d %s %+v\n", reflect.ValueOf(Point{1, 2, "n"}), reflect.ValueOf([]int{1}), reflect.ValueOf(Celsius(3)), reflect.ValueOf(inner{1, 2}))
	fmt.Println([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(Point{})})
	switch x := v.FieldByName("I").Interface().(type) {
	case Celsius:
		fmt.Println("Celsius", x)
	default:
		fmt.Println("other", x)
	}

	fmt.Println("--- setting")
	p := reflect.ValueOf(&e).Elem()
	p.FieldByName("A").SetInt(100)
	p.FieldByName("X").SetInt(300)
	p.FieldByName("P").Set(reflect.ValueOf(Point{50, 60, "new"}))
	p.FieldByName("P").Field(0).SetInt(51)
	p.FieldByName("I").Set(reflect.ValueOf(Point{70, 71, ""}))
	p.FieldByName("S").Set(reflect.ValueOf(Celsius(21)))
	p.FieldByName("Ad").Set(reflect.ValueOf(Point{1, 1, ""}))
	p.FieldByName("L").Set(reflect.Append(p.FieldByName("L"), reflect.ValueOf(Celsius(3)), reflect.ValueOf(Celsius(4))))
	p.FieldByName("L").Index(0).SetFloat(-1)
	p.FieldByName("M").SetMapIndex(reflect.ValueOf(Celsius(2)), reflect.ValueOf(Point{2, 2, ""}))
	p.FieldByName("Arr").Index(1).Field(1).SetInt(9)
	p.FieldByName("E").Set(reflect.Zero(p.FieldByName("E").Type()))
	p.FieldByName("Fn").Set(reflect.ValueOf(func(p Point) string { return "fn " + p.String() }))
	p.FieldByName("C").Set(reflect.MakeChan(p.FieldByName("C").Type(), 1))
	p.FieldByName("C").Send(reflect.ValueOf(Celsius(12)))
	got, ok := p.FieldByName("C").Recv()
	fmt.Println(e.A, e.Point.X, e.P, e.P.name, e.I, e.S, e.Ad.Add(Point{2, 2, ""}), e.L, e.M, e.Arr, e.E, e.Fn(Point{1, 2, ""}), got, ok)
	_, isPoint := e.I.(Point)
	fmt.Println(isPoint)

	fmt.Println("--- calling")
	pt := Point{1, 2, "a"}
	pv := reflect.ValueOf(&pt)
	pv.MethodByName("Scale").Call([]reflect.Value{reflect.ValueOf(3)})
	fmt.Println(pt, pv.NumMethod(), pv.Elem().NumMethod())
	fmt.Println(pv.MethodByName("Add").Call([]reflect.Value{reflect.ValueOf(Point{1, 1, "b"})})[0].Interface())
	fmt.Println(pv.MethodByName("Sum").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2)})[0].Int(), pv.MethodByName("Sum").Call(nil)[0], pv.MethodByName("Sum").CallSlice([]reflect.Value{reflect.ValueOf([]int{4, 5})})[0])
	out := pv.MethodByName("Check").Call([]reflect.Value{reflect.ValueOf(false)})
	fmt.Println(out[0], out[1], out[1].Interface().(error), out[0].Type(), out[1].Type())
	out = pv.MethodByName("Check").Call([]reflect.Value{reflect.ValueOf(true)})
	fmt.Println(out[0], out[1].IsNil())
	m, _ := reflect.TypeOf(pt).MethodByName("Add")
	fmt.Println(m.Func.Call([]reflect.Value{reflect.ValueOf(pt), reflect.ValueOf(pt)})[0], m.Func.Type())
	add := pv.MethodByName("Add").Interface().(func(Point) Point)
	fmt.Println(add(Point{100, 100, ""}))
	fmt.Println(reflect.ValueOf(strings.ToUpper).Call([]reflect.Value{reflect.ValueOf("up")})[0])
	fmt.Println(reflect.ValueOf(fmt.Sprint).Call([]reflect.Value{reflect.ValueOf(Celsius(1)), reflect.ValueOf(pt), reflect.ValueOf("x")})[0])
	fmt.Println(reflect.ValueOf(func(s fmt.Stringer, a Adder, x any) string { return fmt.Sprint(s, a, x) }).Call([]reflect.Value{reflect.ValueOf(Celsius(2)), reflect.ValueOf(pt), reflect.ValueOf(pt)})[0])
	swap := reflect.MakeFunc(reflect.TypeOf(func(Point, Celsius) (Celsius, Point) { return 0, Point{} }), func(in []reflect.Value) []reflect.Value {
		return []reflect.Value{in[1], in[0]}
	})
	a, b := swap.Interface().(func(Point, Celsius) (Celsius, Point))(pt, 5)
	fmt.Println(a, b, b.name)
	var adder Adder = pt
	av := reflect.ValueOf(&adder).Elem()
	fmt.Println(av.Kind(), av.NumMethod(), av.Method(0).Call([]reflect.Value{reflect.ValueOf(pt)})[0], av.Elem().Type())
	err := reflect.ValueOf(&struct{ E error }{fmt.Errorf("wrapped: %w", errors.New("x"))}).Elem().Field(0)
	fmt.Println(err.Elem().MethodByName("Error").Call(nil)[0], err.MethodByName("Error").Call(nil)[0])

	fmt.Println("--- making")
	s := reflect.MakeSlice(reflect.TypeOf([]Point{}), 2, 5)
	s.Index(1).Field(0).SetInt(7)
	fmt.Println(s.Interface(), s.Len(), s.Cap(), s.Slice(1, 2), s.Slice3(0, 1, 1).Cap())
	mm := reflect.MakeMap(reflect.TypeOf(map[string]Point{}))
	mm.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(pt))
	mm.SetMapIndex(reflect.ValueOf("l"), reflect.ValueOf(Point{}))
	fmt.Println(mm.Interface().(map[string]Point)["k"].name, mm.Len(), mm.MapIndex(reflect.ValueOf("none")).IsValid())
	keys := mm.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	for _, k := range keys {
		fmt.Println(k, mm.MapIndex(k))
	}
	mm.SetMapIndex(reflect.ValueOf("l"), reflect.Value{})
	for it := mm.MapRange(); it.Next(); {
		fmt.Println(it.Key(), it.Value(), it.Value().Type())
	}
	n := reflect.New(reflect.TypeOf(Node{}))
	n.Elem().Field(0).SetFloat(1.5)
	n.Elem().FieldByName("Next").Set(reflect.New(reflect.TypeOf(Node{})))
	n.Elem().FieldByName("Next").Elem().Field(0).SetFloat(2.5)
	n.Elem().FieldByName("Kids").Set(reflect.ValueOf([]Node{{Value: 3}}))
	n.Elem().FieldByName("By").Set(reflect.ValueOf(map[string]*Node{"a": {Value: 4}}))
	n.Elem().FieldByName("F").Set(reflect.ValueOf(func(n *Node) *Node { return n.Next }))
	node := n.Interface().(*Node)
	fmt.Println(node.Value, node.Next.Value, node.Kids[0].Value, node.By["a"].Value, node.F(node).Value)
	fmt.Println(n.Elem().FieldByName("Next").Type(), n.Elem().FieldByName("Kids").Index(0).Field(0), n.Elem().FieldByName("By").MapIndex(reflect.ValueOf("a")).Elem().Field(0), n.Elem().FieldByName("F").Call([]reflect.Value{n})[0].Elem().Field(0))
	fmt.Println(reflect.Zero(reflect.TypeOf(pt)), reflect.Indirect(reflect.ValueOf(&pt)), reflect.New(reflect.TypeOf(Celsius(0))).Elem())
	list := []Point{{1, 1, ""}, {2, 2, ""}, {3, 3, ""}}
	reflect.Swapper(list)(0, 2)
	fmt.Println(list, reflect.Copy(reflect.ValueOf(list), reflect.ValueOf([]Point{{9, 9, ""}})), list)
	fmt.Println(reflect.AppendSlice(reflect.ValueOf(list), reflect.ValueOf(list)).Len())

	fmt.Println("--- converting")
	fmt.Println(reflect.ValueOf(3).Convert(reflect.TypeOf(Celsius(0))), reflect.ValueOf(Celsius(3.7)).Convert(reflect.TypeOf(0)), reflect.ValueOf(pt).Convert(reflect.TypeOf((*fmt.Stringer)(nil)).Elem()).Type())
	type Other struct {
		X, Y int
		name string
	}
	fmt.Printf("%T %+v\n", reflect.ValueOf(pt).Convert(reflect.TypeOf(Other{})).Interface(), reflect.ValueOf(pt).Convert(reflect.TypeOf(Other{})))
	fmt.Println(reflect.ValueOf(pt).CanConvert(reflect.TypeOf(1)), reflect.ValueOf([]Point{{}}).CanConvert(reflect.TypeOf([2]Point{})), reflect.ValueOf(list).Convert(reflect.TypeOf([2]Point{})))

	fmt.Println("--- comparing")
	fmt.Println(reflect.ValueOf(pt).Equal(reflect.ValueOf(pt)), reflect.ValueOf(pt).Comparable(), reflect.ValueOf(e).Comparable(), reflect.ValueOf(Celsius(1)).Equal(reflect.ValueOf(1.0)))
	ring := &Node{Value: 1}
	ring.Next = &Node{Value: 2, Next: ring}
	ring2 := &Node{Value: 1}
	ring2.Next = &Node{Value: 2, Next: ring2}
	fmt.Println(reflect.DeepEqual(ring, ring2), reflect.DeepEqual(Celsius(1), 1.0), reflect.DeepEqual(list, append([]Point(nil), list...)), reflect.DeepEqual(map[string]any{"a": pt}, map[string]any{"a": pt}),
		reflect.DeepEqual(map[string]any{"a": pt}, map[string]any{"a": Other(pt)}), reflect.DeepEqual([]int(nil), []int{}), reflect.DeepEqual(&Node{Kids: []Node{{Value: 1}}}, &Node{Kids: []Node{{Value: 1}}}), reflect.DeepEqual(nil, nil), reflect.DeepEqual(e, e), reflect.DeepEqual(errors.New("a"), errors.New("a")))
	ring2.Next.Value = 3
	fmt.Println(reflect.DeepEqual(ring, ring2))

	fmt.Println("--- select")
	c1, c2 := make(chan Point, 1), make(chan int, 1)
	cases := []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)}, {Dir: reflect.SelectDefault}}
	i, _, _ := reflect.Select(cases)
	fmt.Println(i)
	c1 <- pt
	i, x, ok := reflect.Select(cases[:2])
	fmt.Println(i, x, x.Type(), ok)
	i, _, _ = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c1), Send: reflect.ValueOf(Point{4, 4, ""})}})
	fmt.Println(i, <-c1)

	fmt.Println("--- json and fmt of what was made")
	text, jerr := json.Marshal(s.Index(1).Interface())
	fmt.Println(string(text), jerr)
	fmt.Printf("%v %+v %T\n", s.Index(1).Interface(), s.Interface(), s.Index(1).Addr().Interface())

	fmt.Println("--- panics")
	pv2 := reflect.ValueOf(pt)
	try("SetInt", func() { pv2.Field(0).SetInt(1) })
	try("set hidden", func() { reflect.ValueOf(&pt).Elem().Field(2).SetString("x") })
	try("interface hidden", func() { pv2.Field(2).Interface() })
	try("kind", func() { pv2.Int() })
	try("kind2", func() { reflect.ValueOf(&pt).Elem().SetInt(1) })
	try("elem", func() { pv2.Elem() })
	try("field", func() { pv2.Field(9) })
	try("fieldint", func() { reflect.ValueOf(1).Field(0) })
	try("set type", func() { reflect.ValueOf(&pt).Elem().Set(reflect.ValueOf(1)) })
	try("set type2", func() { reflect.ValueOf(&e).Elem().FieldByName("Ad").Set(reflect.ValueOf(1)) })
	try("call few", func() { reflect.ValueOf(pt.Add).Call(nil) })
	try("call many", func() { reflect.ValueOf(pt.Add).Call(make([]reflect.Value, 2)) })
	try("call type", func() { reflect.ValueOf(pt.Add).Call([]reflect.Value{reflect.ValueOf(1)}) })
	try("call zero", func() { reflect.ValueOf(pt.Add).Call(make([]reflect.Value, 1)) })
	try("call kind", func() { pv2.Call(nil) })
	try("call nil", func() { reflect.ValueOf((func(Point))(nil)).Call(nil) })
	try("zero type", func() { reflect.Value{}.Type() })
	try("zero interface", func() { reflect.Value{}.Interface() })
	try("addr", func() { pv2.Addr() })
	try("index", func() { reflect.ValueOf(list).Index(9) })
	try("convert", func() { pv2.Convert(reflect.TypeOf(1)) })
	try("map key", func() { mm.MapIndex(reflect.ValueOf(1)) })
	try("nil map", func() { reflect.ValueOf(map[string]Point(nil)).SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(pt)) })
	try("numfield", func() { reflect.ValueOf(1).NumField() })
	try("len", func() { pv2.Len() })
	try("isnil", func() { pv2.IsNil() })
	try("method", func() { pv2.Method(99) })
	try("append", func() { reflect.Append(reflect.ValueOf(list), reflect.ValueOf(1)) })
	try("embedded", func() { reflect.ValueOf(Everything{}).FieldByName("X") })
	try("in call", func() { reflect.ValueOf(func(i int) { _ = list[i] }).Call([]reflect.Value{reflect.ValueOf(9)}) })
	try("new nil", func() { reflect.New(nil) })
	try("overflow", func() {
		fmt.Println(reflect.ValueOf(int8(1)).OverflowInt(300), reflect.TypeOf(Celsius(0)).OverflowFloat(1))
	})
	try("slice array", func() { reflect.ValueOf([2]Point{}).Slice(0, 1) })
	try("equal", func() { reflect.ValueOf(list).Equal(reflect.ValueOf(list)) })
}
