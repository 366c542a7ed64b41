package ssa

import (
	"cmp"
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gradus/kernel/eval"
)

// A value is a place in memory and its type, nil where only compiled code knows
// it. Nothing of it is read before it is asked for.
type value struct {
	eng *Engine
	t   types.Type
	v   reflect.Value // addressable
}

// A member is a value inside another.
type member struct {
	name string
	value
}

// Limits of a value's one line.
const (
	shownParts = 8
	shownDepth = 3
	shownText  = 100 // bytes of a string
)

func (x value) variable(name string) eval.Variable {
	v := eval.Variable{Name: name, Type: x.typeText(), Value: x.text(0)}
	inner := x.opened()
	if v.Len = inner.len(); v.Len > 0 {
		v.Indexed = inner.v.Kind() == reflect.Slice || inner.v.Kind() == reflect.Array
		v.Parts = func(from, n int) (out []eval.Variable) {
			for _, p := range inner.parts(from, n) {
				out = append(out, p.variable(p.name))
			}
			return out
		}
	}
	return v
}

func (x value) typeText() string {
	name := x.typeName()
	if inner, ok := x.dynamic(); ok {
		name += "(" + inner.typeName() + ")"
	}
	return name
}

func (x value) typeName() string {
	if x.t == nil {
		return strings.ReplaceAll(x.v.Type().String(), "interface {}", "any")
	}
	return types.TypeString(x.t, func(p *types.Package) string {
		if p.Path() == "main" {
			return ""
		}
		return p.Name()
	})
}

// at returns the value of type t in memory of type rt. A type of a cell that
// contains itself has its full reflect type only when it is asked for alone.
func (x value) at(t types.Type, v reflect.Value) value {
	p := v.Addr().UnsafePointer()
	rt := v.Type()
	if t != nil {
		rt = x.eng.layoutOf(t, rt)
	}
	return value{x.eng, t, reflect.NewAt(rt, p).Elem()}
}

// layoutOf returns the reflect type of t, or instead what is known.
func (e *Engine) layoutOf(t types.Type, known reflect.Type) (rt reflect.Type) {
	defer func() {
		if _, ok := recover().(*unsupportedError); ok { // a part of a compiled type that the tables lack
			rt = known
		}
	}()
	return e.lockedType(t).rt
}

// dynamic returns what an interface holds.
func (x value) dynamic() (value, bool) {
	if x.v.Kind() != reflect.Interface || x.v.IsNil() {
		return value{}, false
	}
	held, t := x.eng.unwrap(x.v.Elem().Interface()), types.Type(nil)
	if b, ok := held.(boxed); ok {
		held, t = b.v, b.typ.t
	}
	v := reflect.New(reflect.TypeOf(held)).Elem()
	v.Set(reflect.ValueOf(held))
	return value{x.eng, t, v}, true
}

// opened returns the value whose parts x shows: what an interface holds, what
// a pointer to a struct or array points to.
func (x value) opened() value {
	if inner, ok := x.dynamic(); ok {
		return inner.opened()
	}
	if x.v.Kind() == reflect.Pointer && !x.v.IsNil() {
		if target := x.target(); target.v.Kind() == reflect.Struct || target.v.Kind() == reflect.Array {
			return target
		}
	}
	return x
}

func (x value) target() value { return x.at(x.elem(), x.v.Elem()) }

func (x value) elem() types.Type {
	if x.t == nil {
		return nil
	}
	return elemOf(x.t)
}

// len returns the number of parts.
func (x value) len() int {
	switch x.v.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map:
		return x.v.Len()
	case reflect.Struct:
		return x.v.NumField()
	case reflect.Pointer:
		return int(boolWord(!x.v.IsNil()))
	}
	return 0
}

// parts returns n parts from index from on.
func (x value) parts(from, n int) (out []member) {
	to := min(from+n, x.len())
	switch x.v.Kind() {
	case reflect.Slice, reflect.Array:
		for i := from; i < to; i++ {
			out = append(out, member{strconv.Itoa(i), x.at(x.elem(), x.v.Index(i))})
		}
	case reflect.Struct:
		for i := from; i < to; i++ {
			out = append(out, x.field(i))
		}
	case reflect.Map:
		out = x.entries(from, to)
	case reflect.Pointer:
		if from < to {
			out = append(out, member{"*", x.target()})
		}
	}
	return out
}

func (x value) field(i int) member {
	name, t := x.v.Type().Field(i).Name, types.Type(nil)
	if x.t != nil {
		if s, ok := x.t.Underlying().(*types.Struct); ok && i < s.NumFields() {
			name, t = s.Field(i).Name(), s.Field(i).Type()
		}
	}
	return member{name, x.at(t, x.v.Field(i))}
}

// entries returns those of a map in the order of its keys, as fmt prints them.
func (x value) entries(from, to int) (out []member) {
	var key types.Type
	if x.t != nil {
		key = x.t.Underlying().(*types.Map).Key()
	}
	keys := x.v.MapKeys()
	slices.SortFunc(keys, compareKeys)
	for _, k := range keys[min(from, len(keys)):min(to, len(keys))] {
		kp, vp := reflect.New(k.Type()), reflect.New(x.v.Type().Elem())
		kp.Elem().Set(k)
		if v := x.v.MapIndex(k); v.IsValid() {
			vp.Elem().Set(v)
		}
		out = append(out, member{x.at(key, kp.Elem()).text(1), x.at(x.elem(), vp.Elem())})
	}
	return out
}

func compareKeys(a, b reflect.Value) int {
	switch {
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	}
	return strings.Compare(fmt.Sprint(a), fmt.Sprint(b))
}

// text is the value in one line, at a depth inside another.
func (x value) text(depth int) string {
	v := x.v
	switch v.Kind() {
	case reflect.String:
		s := v.String()
		if len(s) > shownText {
			return strconv.Quote(s[:shownText]) + "… " + strconv.Itoa(len(s)) + " bytes"
		}
		return strconv.Quote(s)
	case reflect.Interface:
		if inner, ok := x.dynamic(); ok {
			return inner.text(depth)
		}
		return "nil"
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func, reflect.Chan, reflect.UnsafePointer:
		if v.IsNil() {
			return "nil"
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		return "&" + x.target().text(depth+1)
	case reflect.Struct, reflect.Map, reflect.Slice, reflect.Array:
		return x.composite(depth)
	case reflect.Chan:
		return fmt.Sprintf("%s of %d, %d waiting", x.typeName(), v.Cap(), v.Len())
	case reflect.Func:
		return x.typeName()
	}
	return fmt.Sprint(v)
}

// composite shows the first parts of a struct, map, slice or array.
func (x value) composite(depth int) string {
	if depth >= shownDepth {
		return x.typeName() + "{…}"
	}
	var list []string
	for _, p := range x.parts(0, shownParts) {
		text := p.text(depth + 1)
		if x.v.Kind() == reflect.Struct || x.v.Kind() == reflect.Map {
			text = p.name + ": " + text
		}
		list = append(list, text)
	}
	if more := x.len() - shownParts; more > 0 {
		list = append(list, fmt.Sprintf("… %d more", more))
	}
	return x.typeName() + "{" + strings.Join(list, ", ") + "}"
}
