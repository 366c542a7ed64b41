// Reflection on types of one's own: fields, tags, methods, calls.
package main

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

type Model struct {
	Name   string  `check:"required" help:"what it is called"`
	Layers int     `check:"min=1"`
	Rate   float64 `help:"step size"`
	note   string
}

func (m Model) Describe(prefix string) string { return prefix + m.Name }
func (m *Model) Rename(s string)              { m.Name = s }

func check(v any) error {
	var errs []error
	rv := reflect.ValueOf(v)
	for i := 0; i < rv.NumField(); i++ {
		f := rv.Type().Field(i)
		switch tag := f.Tag.Get("check"); {
		case tag == "required" && rv.Field(i).IsZero():
			errs = append(errs, fmt.Errorf("%s is required", f.Name))
		case strings.HasPrefix(tag, "min=") && rv.Field(i).Int() < 1:
			errs = append(errs, fmt.Errorf("%s is too small", f.Name))
		}
	}
	return errors.Join(errs...)
}

func main() {
	m := Model{Name: "net", Layers: 3, note: "x"}
	t := reflect.TypeOf(m)
	fmt.Println(t.Name(), t.Kind(), t.NumField(), t.NumMethod(), reflect.TypeOf(&m).NumMethod())
	for i := range t.NumField() {
		f := t.Field(i)
		fmt.Printf("%-6s %-7s exported %-5t help %q\n", f.Name, f.Type, f.IsExported(), f.Tag.Get("help"))
	}
	fmt.Println(check(m), "|", strings.ReplaceAll(check(Model{}).Error(), "\n", "; "))
	v := reflect.ValueOf(&m).Elem()
	v.FieldByName("Rate").SetFloat(0.25)
	fmt.Println(m.Rate, v.FieldByName("note").CanSet(), v.FieldByName("Layers").CanSet())
	reflect.ValueOf(&m).MethodByName("Rename").Call([]reflect.Value{reflect.ValueOf("deep")})
	out := reflect.ValueOf(m).MethodByName("Describe").Call([]reflect.Value{reflect.ValueOf("model ")})
	fmt.Println(out[0].String())
	swap := reflect.MakeFunc(reflect.TypeOf(func(int, string) (string, int) { return "", 0 }),
		func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[1], in[0]} })
	fmt.Println(swap.Interface().(func(int, string) (string, int))(1, "one"))
	fmt.Println(reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}), reflect.DeepEqual([]int{}, []int(nil)))
	s := reflect.MakeSlice(reflect.TypeOf([]Model{}), 0, 2)
	s = reflect.Append(s, reflect.ValueOf(m))
	fmt.Println(s.Len(), s.Type(), s.Index(0).Field(0))
}
