// Reflection on recursive, embedded and compiled types, and with the standard library.
package main

import (
	"bytes"
	"container/list"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"sort"
	"strings"
	"sync"
	"time"
)

type T struct {
	A int
	b string
}
type M map[string]M
type P *P
type S []S
type F func(F) F
type I interface{ Do(I) I }
type impl int

func (i impl) Do(x I) I { return i + x.(impl) }

type lockable struct {
	sync.Mutex
	n int
}
type Emb struct {
	*T
	io.Reader
	impl
}
type G[T any] struct {
	V    T
	Next *G[T]
}

func (g *G[T]) Get() T { return g.V }

type E struct{ msg string }

func (e *E) Error() string { return e.msg }

type byA []T

func (b byA) Len() int           { return len(b) }
func (b byA) Less(i, j int) bool { return b[i].A < b[j].A }
func (b byA) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	// recursive types
	m := M{"a": M{"b": nil}}
	v := reflect.ValueOf(m)
	fmt.Println(v.Type(), v.Type().Elem(), v.MapIndex(reflect.ValueOf("a")).Len(), v.MapIndex(reflect.ValueOf("a")).Type())
	s := S{S{}, S{S{}}}
	sv := reflect.ValueOf(s)
	fmt.Println(sv.Index(1).Len(), sv.Index(1).Type(), reflect.DeepEqual(s, S{S{}, S{S{}}}), reflect.Append(sv, sv.Index(0)).Len())
	var f F = func(g F) F { return g }
	fv := reflect.ValueOf(f)
	fmt.Println(fv.Type().In(0), fv.Call([]reflect.Value{fv})[0].Type())
	var p P
	p = &p
	pv := reflect.ValueOf(p)
	fmt.Println(pv.Kind(), pv.Type(), pv.Type().Elem(), pv.Elem().Type() == pv.Type())
	fmt.Println(reflect.ValueOf(impl(1)).Method(0).Call([]reflect.Value{reflect.ValueOf(impl(2))})[0].Elem().Int())
	// promoted through compiled
	l := &lockable{}
	lv := reflect.ValueOf(l)
	fmt.Println(lv.NumMethod(), lv.Type().Method(0).Name)
	lv.MethodByName("Lock").Call(nil)
	fmt.Println(l.TryLock(), lv.MethodByName("TryLock").Call(nil)[0])
	em := Emb{&T{1, "x"}, strings.NewReader("hello"), 5}
	ev := reflect.ValueOf(em)
	buf := make([]byte, 3)
	fmt.Println(ev.MethodByName("Read").Call([]reflect.Value{reflect.ValueOf(buf)})[0], string(buf), ev.FieldByName("A"), ev.NumMethod())
	g := &G[T]{V: T{3, "q"}}
	fmt.Println(reflect.TypeOf(g), reflect.ValueOf(g).MethodByName("Get").Call(nil)[0], reflect.TypeOf(*g).Name(), reflect.TypeOf(g).Elem().Field(1).Type)
	// compiled interfaces
	var err error = &E{"boo"}
	fmt.Println(reflect.TypeOf(err), reflect.ValueOf(err).Elem().Field(0), reflect.TypeOf(fmt.Errorf("w: %w", err)))
	wrapped := fmt.Errorf("w: %w", err)
	var target *E
	fmt.Println(errors.As(wrapped, &target), reflect.TypeOf(target).Elem().Name())
	var bad struct{ A int }
	jerr := json.Unmarshal([]byte(`{"A":"x"}`), &bad)
	var ute *json.UnmarshalTypeError
	fmt.Println(errors.As(jerr, &ute), ute.Type, ute.Type == reflect.TypeOf(0), ute.Type.Kind() == reflect.Int)
	e2 := &json.UnmarshalTypeError{Value: "v", Type: reflect.TypeOf(T{}), Field: "f"}
	fmt.Println(e2.Type.Name(), e2)
	// values through compiled containers
	li := list.New()
	li.PushBack(reflect.ValueOf(T{1, "z"}))
	li.PushBack(reflect.TypeOf(T{}))
	fmt.Println(li.Front().Value.(reflect.Value).Field(0), li.Back().Value.(reflect.Type).Name(), li.Back().Value == reflect.TypeOf(T{}))
	var sm sync.Map
	sm.Store(reflect.TypeOf(T{}), "t")
	fmt.Println(sm.Load(reflect.TypeOf(T{})))
	// sort.Interface via reflect
	b := byA{{3, ""}, {1, ""}}
	sort.Sort(reflect.ValueOf(b).Interface().(sort.Interface))
	fmt.Println(b)
	fmt.Printf("%v %+v %T %T %v\n", reflect.ValueOf(b), reflect.ValueOf(T{1, "a"}), reflect.ValueOf(b), reflect.TypeOf(b), []any{reflect.ValueOf(T{}), reflect.TypeOf(T{})})
	var x any = reflect.ValueOf(3)
	_, isV := x.(reflect.Value)
	var st fmt.Stringer = reflect.ValueOf(T{})
	fmt.Println(isV, st.String(), st)
	// reader set
	var r io.Reader
	rv := reflect.ValueOf(&r).Elem()
	rv.Set(reflect.ValueOf(bytes.NewBufferString("buf")))
	n, _ := r.Read(buf)
	fmt.Println(n, rv.Elem().Type(), rv.Type())
	rv.Set(reflect.ValueOf(rr{}))
	n, e3 := r.Read(buf)
	fmt.Println(n, e3, rv.Elem().Type())
	// time struct
	tm := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	fmt.Println(reflect.ValueOf(tm).MethodByName("Year").Call(nil)[0], reflect.ValueOf(tm).Field(0).Kind(), reflect.ValueOf(tm).NumMethod() > 20)
	func() {
		defer func() { fmt.Println(recover()) }()
		reflect.ValueOf(tm).Field(0).SetUint(1)
	}()
	// iter map reset
	var it reflect.MapIter
	it.Reset(reflect.ValueOf(map[T]int{{1, ""}: 2}))
	for it.Next() {
		fmt.Println(it.Key(), it.Value())
	}
	k := reflect.New(reflect.TypeOf(T{})).Elem()
	it.Reset(reflect.ValueOf(map[T]int{{1, ""}: 2}))
	it.Next()
	k.SetIterKey(&it)
	fmt.Println(k)
	// arrays
	arr := [2]T{{1, ""}, {2, ""}}
	av := reflect.ValueOf(&arr).Elem()
	av.Slice(0, 1).Index(0).Field(0).SetInt(77)
	fmt.Println(arr, av.Slice(0, 2).Type())
	ptr := reflect.ValueOf(&arr[1]).Elem().Addr().Interface().(*T)
	ptr.A = 5
	fmt.Println(arr)
	var mt reflect.Method = reflect.TypeOf(impl(0)).Method(0)
	fmt.Println(mt.Name, mt.Type, mt.Func.Type().NumIn(), mt.IsExported())
	var nilI I
	fmt.Println(reflect.TypeOf(nilI) == nil, reflect.TypeOf(&nilI).Elem().Kind(), reflect.ValueOf(&nilI).Elem().IsNil())
	fmt.Println(reflect.Zero(reflect.TypeOf(&nilI).Elem()).IsValid())
	type pair struct{ a, b any }
	fmt.Println(reflect.DeepEqual(pair{T{}, 1}, pair{T{}, 1}), reflect.ValueOf(pair{T{}, []int{}}).Comparable(), reflect.ValueOf(pair{T{}, 3}).Comparable())
	fmt.Println(reflect.ValueOf(map[any]int{T{1, ""}: 5}).MapIndex(reflect.ValueOf(T{1, ""})))
	fmt.Println(reflect.TypeOf(struct {
		T
		X int `a:"b"`
	}{}), reflect.TypeOf((*interface {
		I
		Foo(...int)
	})(nil)).Elem())
	c := make(chan T)
	go reflect.ValueOf(c).Send(reflect.ValueOf(T{9, ""}))
	fmt.Println(<-c)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 50 {
				v := reflect.New(reflect.TypeOf(T{})).Elem()
				v.Field(0).SetInt(int64(i))
				if reflect.ValueOf(impl(1)).Method(0).Type().NumIn() != 1 || v.Interface().(T).A != i {
					panic("race")
				}
			}
		}()
	}
	wg.Wait()
}

type rr struct{}

func (rr) Read(p []byte) (int, error) { return copy(p, "rr"), io.EOF }
