// Builds values from text: a decoder of settings, a table printer, a factory.
package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

type Mode string

type Color struct{ R, G, B uint8 }

// UnmarshalText reads #rrggbb.
func (c *Color) UnmarshalText(text []byte) error {
	_, err := fmt.Sscanf(string(text), "#%02x%02x%02x", &c.R, &c.G, &c.B)
	return err
}

func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

type Network struct {
	Address string
	Retries int           `set:"tries"`
	Wait    time.Duration `set:"wait"`
}

type Settings struct {
	Name    string `set:"title"`
	Mode    Mode
	Debug   bool
	Ratio   float32
	Tags    []string
	Sizes   []int8
	Colors  map[string]Color
	Net     Network
	Backup  *Network
	Started time.Time `set:"-"`
}

type textReader interface{ UnmarshalText([]byte) error }

var durationType = reflect.TypeOf(time.Duration(0))

func set(v reflect.Value, text string) error {
	if v.CanAddr() {
		if r, ok := v.Addr().Interface().(textReader); ok {
			return r.UnmarshalText([]byte(text))
		}
	}
	if v.Type() == durationType {
		d, err := time.ParseDuration(text)
		v.SetInt(int64(d))
		return err
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return err
		}
		v.SetBool(b)
	case reflect.Int, reflect.Int8, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, v.Type().Bits())
		if err != nil {
			return err
		}
		v.SetInt(n)
	case reflect.Float32, reflect.Float64:
		f, err := strconv.ParseFloat(text, v.Type().Bits())
		if err != nil {
			return err
		}
		v.SetFloat(f)
	case reflect.Slice:
		out := reflect.Zero(v.Type())
		for _, part := range strings.Fields(text) {
			x := reflect.New(v.Type().Elem()).Elem()
			if err := set(x, part); err != nil {
				return err
			}
			out = reflect.Append(out, x)
		}
		v.Set(out)
	default:
		return fmt.Errorf("can't set a %v", v.Type())
	}
	return nil
}

func assign(v reflect.Value, path []string, text string) error {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	if len(path) == 0 {
		return set(v, text)
	}
	switch v.Kind() {
	case reflect.Map:
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
		x := reflect.New(v.Type().Elem()).Elem()
		if err := assign(x, path[1:], text); err != nil {
			return err
		}
		v.SetMapIndex(reflect.ValueOf(path[0]).Convert(v.Type().Key()), x)
		return nil
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name := strings.ToLower(f.Name)
			if tag := f.Tag.Get("set"); tag != "" {
				name = tag
			}
			if name == path[0] {
				return assign(v.Field(i), path[1:], text)
			}
		}
	}
	return fmt.Errorf("no %s in %v", path[0], v.Type())
}

func decode(target any, text string) (errs []error) {
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		key, value, _ := strings.Cut(line, "=")
		if err := assign(reflect.ValueOf(target), strings.Split(strings.TrimSpace(key), "."), strings.TrimSpace(value)); err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

// table prints a slice of structs.
func table(rows any) {
	v := reflect.ValueOf(rows)
	t := v.Type().Elem()
	for i := range t.NumField() {
		fmt.Printf("%-12s", t.Field(i).Name)
	}
	fmt.Println()
	for i := range v.Len() {
		for j := range t.NumField() {
			fmt.Printf("%-12v", v.Index(i).Field(j))
		}
		fmt.Println()
	}
}

// fill sets every zero field of the type F in a struct.
func fill[F any](target any, value F) (n int) {
	v := reflect.ValueOf(target).Elem()
	want := reflect.TypeOf(value)
	for i := range v.NumField() {
		if f := v.Field(i); f.Type() == want && f.CanSet() && f.IsZero() {
			f.Set(reflect.ValueOf(value))
			n++
		}
	}
	return n
}

func main() {
	var s Settings
	errs := decode(&s, `
title = demo
mode = fast
debug = true
ratio = 0.1
tags = a b c
sizes = 1 -2 3
colors.sky = #0080ff
colors.sun = #ffee00
net.address = 10.0.0.1
net.tries = 3
net.wait = 1m30s
backup.tries = 9
sizes.x = 1
debug = perhaps
sizes = 1000
nothing = 1
-.x = 3`)
	fmt.Printf("%+v\n", *s.Backup)
	s.Backup = nil
	fmt.Printf("%+v\n", s)
	for _, err := range errs {
		fmt.Println("error:", err)
	}
	text, err := json.Marshal(s.Net)
	fmt.Println(string(text), err)

	table([]Network{{"a", 1, time.Second}, {"bb", 2, time.Hour}})
	table([]struct {
		C Color
		M Mode
		P *int
	}{{Color{1, 2, 3}, "slow", nil}})

	other := Settings{Name: "kept"}
	fmt.Println(fill(&other, Mode("default")), fill(&other, "text"), fill(&other, true), fill(&other, Network{Address: "x"}), other.Mode, other.Name, other.Debug, other.Net.Address)

	factory := map[string]reflect.Type{}
	for _, v := range []any{Color{}, Network{}, Mode(""), []Color{}} {
		factory[reflect.TypeOf(v).String()] = reflect.TypeOf(v)
	}
	for _, name := range []string{"main.Color", "main.Network", "main.Mode", "[]main.Color"} {
		p := reflect.New(factory[name])
		fmt.Printf("%T %v %+v\n", p.Interface(), p.Type(), p.Elem())
	}
	row := reflect.StructOf([]reflect.StructField{
		{Name: "Shade", Type: reflect.TypeOf(Color{}), Tag: `json:"shade"`},
		{Name: "Count", Type: reflect.TypeOf(0), Tag: `json:"count"`},
	})
	r := reflect.New(row).Elem()
	r.Field(0).Set(reflect.ValueOf(Color{255, 0, 0}))
	r.Field(1).SetInt(4)
	fmt.Printf("%v %+v %v\n", row, r, r.Field(0).Interface().(Color).R)
	grid := reflect.MakeSlice(reflect.SliceOf(reflect.SliceOf(reflect.TypeOf(Mode("")))), 2, 2)
	for i := range 2 {
		grid.Index(i).Set(reflect.ValueOf([]Mode{Mode(fmt.Sprint("m", i))}))
	}
	fmt.Println(grid.Interface().([][]Mode)[1][0])
}
