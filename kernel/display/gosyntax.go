package display

import (
	"fmt"
	"go/types"
	"math"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

// Limits of what GoSyntax spells out: a notebook is read, not parsed.
const (
	maxElements = 1000
	maxDepth    = 8
)

// GoSyntax returns v as Go source: Point{X: 1, Y: 2}, []int{1, 2, 3}. Long
// slices and deep values are elided with "…".
func GoSyntax(v any) string {
	if v == nil {
		return "nil"
	}
	return TypedGoSyntax(reflect.ValueOf(v), nil)
}

// TypedGoSyntax is [GoSyntax] of a value whose static type is known. An engine
// may represent an interpreted type by an anonymous one: t supplies the names.
// A nil t means the type that v itself has.
func TypedGoSyntax(v reflect.Value, t types.Type) string {
	var p printer
	p.value(v, t, true)
	return p.String()
}

// A Resolver tells what a value is: an engine may hold part of a value as
// something of the same layout, or in a box. It returns the value itself with
// its type, or what it was given.
type Resolver func(v reflect.Value, t types.Type) (reflect.Value, types.Type)

// ResolvedGoSyntax is [TypedGoSyntax] with resolve called for v and each value
// in it.
func ResolvedGoSyntax(v reflect.Value, t types.Type, resolve Resolver) string {
	p := printer{resolve: resolve}
	p.value(v, t, true)
	return p.String()
}

type printer struct {
	strings.Builder
	resolve Resolver // nil: values are what they seem
	depth   int
	visited []uintptr // pointers being printed, to stop at cycles
}

// value prints v; named says that a basic value of a defined type needs no
// conversion around it, because its place already tells the type.
func (p *printer) value(v reflect.Value, t types.Type, named bool) {
	if v = unwrap(v, t); v.IsValid() && p.resolve != nil {
		v, t = p.resolve(v, t)
	}
	if !v.IsValid() {
		p.WriteString("nil")
		return
	}
	if p.depth++; p.depth > maxDepth {
		p.WriteString("…")
		p.depth--
		return
	}
	defer func() { p.depth-- }()
	if name := typeName(v, t); !named && isBasic(v.Kind()) && name != defaultType(v.Kind()) {
		p.WriteString(name + "(")
		defer p.WriteByte(')')
	}
	switch v.Kind() {
	case reflect.Bool:
		p.WriteString(strconv.FormatBool(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.WriteString(strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		p.WriteString(strconv.FormatUint(v.Uint(), 10))
	case reflect.Float32, reflect.Float64:
		p.WriteString(float(v.Float(), v.Type().Bits()))
	case reflect.Complex64, reflect.Complex128:
		p.WriteString(strconv.FormatComplex(v.Complex(), 'g', -1, v.Type().Bits()))
	case reflect.String:
		p.WriteString(strconv.Quote(v.String()))
	case reflect.Slice, reflect.Array:
		p.list(v, t)
	case reflect.Map:
		p.mapping(v, t)
	case reflect.Struct:
		p.structure(v, t)
	case reflect.Pointer:
		p.pointer(v, t)
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		if v.IsNil() {
			p.WriteString("nil")
			return
		}
		p.WriteString(typeName(v, t))
	default:
		p.WriteString(typeName(v, t))
	}
}

func (p *printer) list(v reflect.Value, t types.Type) {
	if v.Kind() == reflect.Slice && v.IsNil() {
		p.WriteString(typeName(v, t) + "(nil)")
		return
	}
	var elem types.Type
	switch u := underlying(t).(type) {
	case *types.Slice:
		elem = u.Elem()
	case *types.Array:
		elem = u.Elem()
	}
	p.WriteString(typeName(v, t) + "{")
	for i := 0; i < v.Len(); i++ {
		if i > 0 {
			p.WriteString(", ")
		}
		if i == maxElements {
			fmt.Fprintf(p, "… %d more", v.Len()-i)
			break
		}
		p.value(v.Index(i), elem, v.Type().Elem().Kind() != reflect.Interface)
	}
	p.WriteByte('}')
}

func (p *printer) mapping(v reflect.Value, t types.Type) {
	if v.IsNil() {
		p.WriteString(typeName(v, t) + "(nil)")
		return
	}
	var key, elem types.Type
	if m, ok := underlying(t).(*types.Map); ok {
		key, elem = m.Key(), m.Elem()
	}
	keys := v.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return lessKey(keys[i], keys[j]) })
	p.WriteString(typeName(v, t) + "{")
	for i, k := range keys {
		if i > 0 {
			p.WriteString(", ")
		}
		if i == maxElements {
			fmt.Fprintf(p, "… %d more", len(keys)-i)
			break
		}
		p.value(k, key, v.Type().Key().Kind() != reflect.Interface)
		p.WriteString(": ")
		p.value(v.MapIndex(k), elem, v.Type().Elem().Kind() != reflect.Interface)
	}
	p.WriteByte('}')
}

func (p *printer) structure(v reflect.Value, t types.Type) {
	static, _ := underlying(t).(*types.Struct)
	p.WriteString(typeName(v, t) + "{")
	for i := 0; i < v.NumField(); i++ {
		if i > 0 {
			p.WriteString(", ")
		}
		name, fieldType := v.Type().Field(i).Name, types.Type(nil)
		if static != nil && i < static.NumFields() {
			name, fieldType = static.Field(i).Name(), static.Field(i).Type()
		}
		p.WriteString(name + ": ")
		p.value(v.Field(i), fieldType, v.Field(i).Kind() != reflect.Interface)
	}
	p.WriteByte('}')
}

// pointer prints &T{…} for what points to a composite value, and nil or the
// type with an ellipsis for the rest and for cycles.
func (p *printer) pointer(v reflect.Value, t types.Type) {
	if v.IsNil() {
		p.WriteString("nil")
		return
	}
	var elem types.Type
	if pt, ok := underlying(t).(*types.Pointer); ok {
		elem = pt.Elem()
	}
	address := v.Pointer()
	for _, a := range p.visited {
		if a == address {
			p.WriteString("&" + typeName(v.Elem(), elem) + "{…}")
			return
		}
	}
	p.visited = append(p.visited, address)
	defer func() { p.visited = p.visited[:len(p.visited)-1] }()
	p.WriteByte('&')
	p.value(v.Elem(), elem, false)
}

// unwrap takes v out of an interface, unless the static type is one too and v
// is already what it holds.
func unwrap(v reflect.Value, t types.Type) reflect.Value {
	for v.IsValid() && v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	// An engine may hold the recursive edge of a type as a pointer to it.
	if _, isPointer := underlying(t).(*types.Pointer); t != nil && !isPointer && v.IsValid() &&
		v.Kind() == reflect.Pointer && !types.IsInterface(t) && !v.IsNil() {
		v = v.Elem()
	}
	return v
}

func underlying(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	return t.Underlying()
}

// typeName is the static type's name where there is one that says more than
// the dynamic type.
func typeName(v reflect.Value, t types.Type) string {
	if t == nil || types.IsInterface(t) {
		return strings.ReplaceAll(v.Type().String(), "interface {}", "any")
	}
	return types.TypeString(t, func(p *types.Package) string {
		if p.Path() == "main" {
			return ""
		}
		return p.Name()
	})
}

func isBasic(k reflect.Kind) bool {
	return k >= reflect.Bool && k <= reflect.Complex128 || k == reflect.String
}

// defaultType is the type that an untyped constant of this kind would get.
func defaultType(k reflect.Kind) string {
	switch k {
	case reflect.Bool, reflect.Int, reflect.Float64, reflect.Complex128, reflect.String:
		return k.String()
	}
	return ""
}

func float(f float64, bits int) string {
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return strconv.FormatFloat(f, 'f', -1, bits)
	}
	return strconv.FormatFloat(f, 'g', -1, bits)
}

func lessKey(a, b reflect.Value) bool {
	for a.Kind() == reflect.Interface && b.Kind() == reflect.Interface {
		a, b = a.Elem(), b.Elem()
	}
	if a.Kind() == b.Kind() {
		switch {
		case a.CanInt():
			return a.Int() < b.Int()
		case a.CanUint():
			return a.Uint() < b.Uint()
		case a.CanFloat():
			return a.Float() < b.Float()
		case a.Kind() == reflect.String:
			return a.String() < b.String()
		}
	}
	return fmt.Sprint(a) < fmt.Sprint(b)
}
