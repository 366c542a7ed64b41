package randprog

import (
	"fmt"
	"strings"
)

// A kind says what expressions a type has.
type kind int

const (
	boolean kind = iota
	integer
	float
	complexNumber
	text
	slice
	array
	mapping
	structure
	pointer
	callable
	anything
	generic // box[T]
)

// A typ is a type that a program uses.
type typ struct {
	name   string
	kind   kind
	bits   int
	signed bool
	elem   *typ // of slices, arrays, maps, pointers, box; the result of funcs
	key    *typ
	length int
	fields []*typ // f0, f1, …
	method bool   // has measure() int
}

var basics = []*typ{
	{name: "bool", kind: boolean},
	{name: "int", kind: integer, bits: 64, signed: true},
	{name: "int8", kind: integer, bits: 8, signed: true},
	{name: "int16", kind: integer, bits: 16, signed: true},
	{name: "int32", kind: integer, bits: 32, signed: true},
	{name: "int64", kind: integer, bits: 64, signed: true},
	{name: "uint", kind: integer, bits: 64},
	{name: "uint8", kind: integer, bits: 8},
	{name: "uint16", kind: integer, bits: 16},
	{name: "uint32", kind: integer, bits: 32},
	{name: "uint64", kind: integer, bits: 64},
	{name: "float32", kind: float, bits: 32},
	{name: "float64", kind: float, bits: 64},
	{name: "complex128", kind: complexNumber, bits: 64},
	{name: "complex64", kind: complexNumber, bits: 32},
	{name: "string", kind: text},
	{name: "any", kind: anything},
}

var (
	boolType = basics[0]
	intType  = basics[1]
)

func (t *typ) ordered() bool { return t.kind == integer || t.kind == float || t.kind == text }
func (t *typ) number() bool {
	return t.kind == integer || t.kind == float || t.kind == complexNumber
}

// comparable reports whether values can be compared, and never panic then.
func (t *typ) comparable() bool {
	switch t.kind {
	case slice, mapping, callable, anything:
		return false
	case array, generic:
		return t.elem.comparable()
	case structure:
		for _, f := range t.fields {
			if !f.comparable() {
				return false
			}
		}
	}
	return true
}

// printable reports whether fmt prints the same in each run: no addresses.
func (t *typ) printable() bool {
	switch t.kind {
	case pointer, callable:
		return false
	case slice, array, generic:
		return t.elem.printable()
	case mapping:
		return t.elem.printable() && t.key.printable()
	case structure:
		for _, f := range t.fields {
			if !f.printable() {
				return false
			}
		}
	}
	return true
}

func (g *generator) anyType() *typ { return g.types[g.IntN(len(g.types))] }

// typeThat returns a type with the property, of which there must be one.
func (g *generator) typeThat(has func(*typ) bool) *typ {
	for {
		if t := g.anyType(); has(t) {
			return t
		}
	}
}

// declareType adds a type: a named one, most times, or a literal.
func (g *generator) declareType() {
	t := &typ{}
	literal := ""
	elem := g.anyType()
	switch g.IntN(9) {
	case 0:
		*t, literal = typ{kind: slice, elem: elem}, "[]"+elem.name
	case 1:
		n := 1 + g.IntN(4)
		*t, literal = typ{kind: array, elem: elem, length: n}, fmt.Sprintf("[%d]%s", n, elem.name)
	case 2:
		key := g.typeThat(func(k *typ) bool {
			return k.comparable() && k.printable() && k.kind != float && k.kind != complexNumber
		})
		*t, literal = typ{kind: mapping, elem: elem, key: key}, "map["+key.name+"]"+elem.name
	case 3, 4, 5:
		var fields []string
		for i := range 1 + g.IntN(4) {
			f := g.anyType()
			t.fields = append(t.fields, f)
			fields = append(fields, fmt.Sprintf("f%d %s", i, f.name))
		}
		t.kind, literal = structure, "struct{ "+strings.Join(fields, "; ")+" }"
	case 6:
		*t, literal = typ{kind: pointer, elem: elem}, "*"+elem.name
	case 7:
		*t, literal = typ{kind: callable, elem: elem, key: g.anyType()}, ""
		literal = "func(" + t.key.name + ") " + elem.name
	default:
		*t = *g.typeThat(func(b *typ) bool { return b.number() || b.kind == text })
		literal = t.name
	}
	t.name = literal
	switch {
	case t.kind == slice && g.chance(30):
		t.name = "box[" + elem.name + "]"
		t.kind = generic
	case g.chance(70) || t.number() || t.kind == text:
		t.name = fmt.Sprintf("t%d%s", len(g.types)-len(basics), g.suffix)
		g.line("type %s %s", t.name, literal)
		if t.kind != pointer && g.chance(60) {
			g.scope = []variable{{name: "r", typ: t, fixed: true}}
			g.line("func (r %s) measure() int { return %s }", t.name, g.expr(intType, 2))
			g.scope, t.method = nil, true // only now: it must not call itself
		}
	}
	g.types = append(g.types, t)
}
