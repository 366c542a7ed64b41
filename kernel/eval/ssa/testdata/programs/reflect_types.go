// What package reflect says of types.
package main

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"sort"
	"strings"
	"time"
)

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type Weekday int

type Shape interface {
	Area() float64
	Perimeter() float64
}

type hidden interface {
	Public(int) (string, error)
	private()
}

type Base struct {
	ID      int `json:"id" db:"key"`
	created time.Time
}

func (b Base) Describe(prefix string) string { return prefix + fmt.Sprint(b.ID) }
func (b *Base) Rename(id int)                { b.ID = id }
func (b Base) secret()                       {}

type Rect struct {
	*Base
	Shape
	W, H  float64 `unit:"m"`
	notes []string
	Next  *Rect
	Tags  map[string][]Celsius
	F     func(Rect, ...Weekday) (error, chan<- Celsius)
	Any   any
	Err   error
	_     int
}

func (r Rect) Area() float64 { return r.W * r.H }

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) Swap() Pair[string, K] { return Pair[string, K]{} }

type List []List
type Tree map[string]Tree
type Fn func(Fn) Fn
type Ch chan Ch
type Link *Link
type inner struct{ A, B int }
type Outer struct {
	inner
	B string
}

func describe(t reflect.Type) {
	fmt.Println(t, "name:", t.Name(), "pkg:", t.PkgPath(), "kind:", t.Kind(), "size:", t.Size(), "align:", t.Align(), t.FieldAlign(), "comparable:", t.Comparable())
	switch t.Kind() {
	case reflect.Array, reflect.Chan, reflect.Map, reflect.Pointer, reflect.Slice:
		fmt.Println("  elem:", t.Elem(), t.Elem().Kind())
	}
	switch t.Kind() {
	case reflect.Map:
		fmt.Println("  key:", t.Key())
	case reflect.Array:
		fmt.Println("  len:", t.Len())
	case reflect.Chan:
		fmt.Println("  dir:", t.ChanDir())
	case reflect.Func:
		for i := range t.NumIn() {
			fmt.Println("  in:", t.In(i))
		}
		for i := range t.NumOut() {
			fmt.Println("  out:", t.Out(i))
		}
		fmt.Println("  variadic:", t.IsVariadic())
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			fmt.Printf("  field %d: %s %v tag=%q index=%v offset=%d embedded=%v exported=%v pkg=%q\n", i, f.Name, f.Type, f.Tag, f.Index, f.Offset, f.Anonymous, f.IsExported(), f.PkgPath)
		}
	case reflect.Int, reflect.Float64:
		fmt.Println("  bits:", t.Bits())
	}
	for i := range t.NumMethod() {
		m := t.Method(i)
		fmt.Println("  method:", m.Index, m.Name, m.Type, m.PkgPath, m.Func.IsValid(), m.IsExported())
	}
}

func main() {
	values := []any{
		Celsius(1), Weekday(2), Base{}, &Base{}, Rect{}, &Rect{}, Pair[string, int]{}, Pair[Weekday, []Celsius]{},
		[]Celsius{}, [3]Weekday{}, map[Weekday]*Base{}, make(chan Base), make(<-chan Base), make(chan<- Celsius),
		func(Base, ...Celsius) (Weekday, error) { return 0, nil }, struct {
			A Celsius `x:"y"`
			b int
		}{}, List{}, Tree{}, Fn(nil), Ch(nil), Link(nil), Outer{}, 1, "x", []int{}, errors.New("x"), time.Second, struct{}{},
		struct{ Base }{}, []hidden{}, new(Shape), new(any), new(error), new(interface{ Area() float64 }), new(io.Reader),
		func() {}, [0]Base{}, []func(Base){}, map[string]map[Base]bool{},
	}
	for _, v := range values {
		describe(reflect.TypeOf(v))
	}
	for _, p := range []any{new(Shape), new(hidden), new(interface{ Area() float64 })} {
		describe(reflect.TypeOf(p).Elem())
	}

	fmt.Println("--- identity")
	seen := map[reflect.Type]string{}
	for _, v := range values {
		seen[reflect.TypeOf(v)] += "."
	}
	fmt.Println(len(seen) == len(values), seen[reflect.TypeOf(Celsius(5))])
	fmt.Println(reflect.TypeOf(Base{}) == reflect.TypeOf(&Base{}).Elem(), reflect.TypeOf(Base{}) == reflect.TypeOf(Rect{}),
		reflect.TypeOf([]Celsius{}).Elem() == reflect.TypeOf(Celsius(0)), reflect.TypeOf(Rect{}).Field(4).Type,
		reflect.PointerTo(reflect.TypeOf(Base{})) == reflect.TypeOf(&Base{}),
		reflect.SliceOf(reflect.TypeOf(Celsius(0))) == reflect.TypeOf([]Celsius{}),
		reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(Base{})) == reflect.TypeOf(map[string]Base{}),
		reflect.ArrayOf(3, reflect.TypeOf(Weekday(0))) == reflect.TypeOf([3]Weekday{}),
		reflect.ChanOf(reflect.RecvDir, reflect.TypeOf(Base{})) == reflect.TypeOf(make(<-chan Base)),
		reflect.FuncOf([]reflect.Type{reflect.TypeOf(Base{}), reflect.TypeOf([]time.Duration{})}, []reflect.Type{reflect.TypeOf(1)}, true) == reflect.TypeOf(func(Base, ...time.Duration) int { return 0 }))
	fmt.Println(reflect.TypeOf(List{}).Elem() == reflect.TypeOf(List{}), reflect.TypeOf(Tree{}).Elem() == reflect.TypeOf(Tree{}),
		reflect.TypeOf(Fn(nil)).In(0) == reflect.TypeOf(Fn(nil)), reflect.TypeOf(Link(nil)).Elem())

	fmt.Println("--- relations")
	shape := reflect.TypeOf((*Shape)(nil)).Elem()
	str := reflect.TypeOf((*fmt.Stringer)(nil)).Elem()
	errType := reflect.TypeOf((*error)(nil)).Elem()
	areaer := reflect.TypeOf((*interface{ Area() float64 })(nil)).Elem()
	anyT := reflect.TypeOf((*any)(nil)).Elem()
	types := []reflect.Type{shape, str, errType, areaer, anyT, reflect.TypeOf(Celsius(0)), reflect.TypeOf(Rect{}), reflect.TypeOf(&Rect{}), reflect.TypeOf(1), reflect.TypeOf(1.5),
		reflect.TypeOf(""), reflect.TypeOf([]Celsius{}), reflect.TypeOf([]float64{}), reflect.TypeOf(time.Second), reflect.TypeOf(List{}), reflect.TypeOf([]List{}), reflect.TypeOf(Weekday(0)), reflect.TypeOf(errors.New("x")),
		reflect.TypeOf([]byte{}), reflect.TypeOf([2]Celsius{})}
	for _, t := range types {
		var impl, assign, conv []string
		for _, u := range types {
			if u.Kind() == reflect.Interface && t.Implements(u) {
				impl = append(impl, u.String())
			}
			if t.AssignableTo(u) {
				assign = append(assign, u.String())
			}
			if t.ConvertibleTo(u) {
				conv = append(conv, u.String())
			}
		}
		fmt.Println(t, "implements", impl, "assigns", assign, "converts", conv)
	}

	fmt.Println("--- fields")
	r := reflect.TypeOf(Rect{})
	for _, name := range []string{"ID", "W", "created", "Base", "Nope", "Shape", "notes"} {
		f, ok := r.FieldByName(name)
		fmt.Println(name, ok, f.Name, f.Type, f.Index, f.Tag.Get("json"), f.Tag.Get("unit"))
	}
	f, ok := r.FieldByNameFunc(func(s string) bool { return strings.ToLower(s) == "id" })
	fmt.Println(f.Name, f.Index, ok)
	_, ok = r.FieldByNameFunc(func(s string) bool { return len(s) == 1 })
	fmt.Println(ok, r.FieldByIndex([]int{0, 0}).Name)
	var names []string
	for _, f := range reflect.VisibleFields(r) {
		names = append(names, fmt.Sprint(f.Name, f.Index))
	}
	fmt.Println(names)
	o := reflect.TypeOf(Outer{})
	b, _ := o.FieldByName("B")
	a, _ := o.FieldByName("A")
	fmt.Println(b.Type, b.Index, a.Type, a.Index)
	tag, ok := reflect.TypeOf(Base{}).Field(0).Tag.Lookup("db")
	fmt.Println(tag, ok)

	fmt.Println("--- methods")
	m, ok := reflect.TypeOf(&Base{}).MethodByName("Rename")
	fmt.Println(m.Name, m.Type, ok)
	_, ok = reflect.TypeOf(Base{}).MethodByName("Rename")
	fmt.Println(ok)
	_, ok = reflect.TypeOf(Base{}).MethodByName("secret")
	fmt.Println(ok)
	sort.Slice(types, func(i, j int) bool { return types[i].String() < types[j].String() })
	fmt.Println(types)

	fmt.Println("--- made")
	s := reflect.StructOf([]reflect.StructField{
		{Name: "Temp", Type: reflect.TypeOf(Celsius(0)), Tag: `json:"temp"`},
		{Name: "Day", Type: reflect.TypeOf(Weekday(0))},
		{Name: "At", Type: reflect.TypeOf(time.Time{})},
	})
	describe(s)
	v := reflect.New(s).Elem()
	v.Field(0).SetFloat(36.6)
	fmt.Printf("%v\n", v.Field(0))
	fmt.Printf("%T\n", v.Interface())
	type local struct{ X Celsius }
	describe(reflect.TypeOf(local{}))
	fmt.Printf("%v %s %T\n", reflect.TypeOf(local{}), reflect.TypeOf(local{}), local{})

	for _, f := range []func(){
		func() { reflect.TypeOf(Base{}).Elem() },
		func() { reflect.TypeOf(Base{}).Key() },
		func() { reflect.TypeOf(Base{}).In(0) },
		func() { reflect.TypeOf(Base{}).Len() },
		func() { reflect.TypeOf(Celsius(0)).NumField() },
		func() { reflect.TypeOf(Celsius(0)).Field(0) },
		func() { reflect.TypeOf(Base{}).Field(7) },
		func() { reflect.TypeOf(Base{}).Method(7) },
		func() { reflect.TypeOf(Base{}).Implements(reflect.TypeOf(Base{})) },
		func() { reflect.TypeOf(Base{}).Implements(nil) },
		func() { reflect.TypeOf(1).Implements(reflect.TypeOf(Base{})) },
		func() { reflect.MapOf(reflect.TypeOf([]Base{}), reflect.TypeOf(1)) },
	} {
		func() {
			defer func() { fmt.Println("panic:", recover()) }()
			f()
		}()
	}
}
