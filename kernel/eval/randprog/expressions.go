package randprog

import (
	"fmt"
	"strings"
)

// expr is an expression of type t, never a constant one. Depth bounds what is
// in it.
func (g *generator) expr(t *typ, depth int) string {
	if v, ok := g.variableOf(t); ok && (depth <= 0 || g.chance(35)) {
		return v
	}
	if depth <= 0 {
		return g.literal(t, depth)
	}
	switch g.IntN(11) {
	case 0:
		return fmt.Sprintf("pick(%s, %s, %s)", g.expr(boolType, depth-1), g.typed(t, depth-1), g.typed(t, depth-1))
	case 1:
		if text, ok := g.component(t, depth-1); ok {
			return text
		}
	case 2:
		if text, ok := g.call(t, depth-1); ok {
			return text
		}
	case 3:
		if t.kind != anything {
			return fmt.Sprintf("any(%s).(%s)", g.expr(t, depth-1), t.name)
		}
	case 4:
		return fmt.Sprintf("box[%s]{%s}.get()", t.name, g.expr(t, depth-1))
	case 5:
		if t.kind != pointer {
			return fmt.Sprintf("func() %s { return %s }()", t.name, g.expr(t, depth-1))
		}
	}
	return g.operation(t, depth-1)
}

// typed is an expression whose static type is t, also where the context does
// not say so.
func (g *generator) typed(t *typ, depth int) string {
	return fmt.Sprintf("%s(%s)", parenthesized(t.name), g.expr(t, depth))
}

func parenthesized(name string) string {
	if strings.HasPrefix(name, "*") || strings.HasPrefix(name, "func") {
		return "(" + name + ")"
	}
	return name
}

func (g *generator) variableOf(t *typ) (string, bool) {
	var names []string
	for _, v := range g.scope {
		if v.typ == t {
			names = append(names, v.name)
		}
	}
	if names == nil {
		return "", false
	}
	return names[g.IntN(len(names))], true
}

// component is a part, of type t, of a variable.
func (g *generator) component(t *typ, depth int) (string, bool) {
	for _, k := range g.Perm(len(g.scope)) {
		switch v := g.scope[k]; {
		case v.typ.kind == structure:
			for i, f := range v.typ.fields {
				if f == t {
					return fmt.Sprintf("%s.f%d", v.name, i), true
				}
			}
		case v.typ.elem != t:
		case v.typ.kind == array:
			return fmt.Sprintf("%s[index(%s, %d)]", v.name, g.expr(intType, depth), v.typ.length), true
		case v.typ.kind == mapping:
			return fmt.Sprintf("%s[%s]", v.name, g.expr(v.typ.key, depth)), true
		case v.typ.kind == generic:
			return v.name + ".content", true
		}
	}
	return "", false
}

// call is a call with one result of type t.
func (g *generator) call(t *typ, depth int) (string, bool) {
	if t == intType && g.chance(40) {
		for _, v := range g.scope {
			switch {
			case v.typ.kind == text, v.typ.kind == slice, v.typ.kind == mapping, v.typ.kind == array:
				return fmt.Sprintf("len(%s)", v.name), v.typ.kind != array
			case v.typ.method && g.chance(50):
				return v.name + ".measure()", true
			}
		}
	}
	for _, k := range g.Perm(len(g.funcs)) {
		f := g.funcs[k]
		if len(f.results) != 1 || f.results[0] != t || g.loops > 0 && g.pure {
			continue
		}
		return f.name + "(" + g.arguments(f, depth) + ")", true
	}
	return "", false
}

func (g *generator) arguments(f function, depth int) string {
	var args []string
	for _, p := range f.params {
		args = append(args, g.expr(p, depth))
	}
	return strings.Join(args, ", ")
}

// operation is an expression made with the operators of t.
func (g *generator) operation(t *typ, depth int) string {
	x := func() string { return g.expr(t, depth) }
	switch t.kind {
	case boolean:
		return g.condition(depth)
	case integer:
		switch g.IntN(8) {
		case 0:
			return fmt.Sprintf("(%s %s (%s | 1))", x(), oneOf(g, "/", "%"), x())
		case 1:
			count := g.typeThat(func(c *typ) bool { return c.kind == integer })
			return fmt.Sprintf("(%s %s (%s & 127))", x(), oneOf(g, "<<", ">>"), g.expr(count, depth))
		case 2:
			from := g.typeThat(func(n *typ) bool { return n.kind == integer || n.kind == float })
			return fmt.Sprintf("%s(%s)", t.name, g.expr(from, depth))
		case 3:
			return fmt.Sprintf("(%s%s)", oneOf(g, "-", "^", "+"), x())
		case 4:
			return fmt.Sprintf("%s(%s, %s)", oneOf(g, "min", "max"), x(), x())
		case 5:
			return fmt.Sprintf("(%s %s %s)", x(), oneOf(g, "+", "-", "*", "&", "|", "^", "&^"), g.constant(t))
		}
		return fmt.Sprintf("(%s %s %s)", x(), oneOf(g, "+", "-", "*", "&", "|", "^", "&^"), x())
	case float:
		switch g.IntN(5) {
		case 0:
			from := g.typeThat(func(n *typ) bool { return n.kind == integer || n.kind == float })
			return fmt.Sprintf("%s(%s)", t.name, g.expr(from, depth))
		case 1:
			return fmt.Sprintf("%s(%s, %s)", oneOf(g, "min", "max"), x(), x())
		case 2:
			return fmt.Sprintf("(-%s)", x())
		}
		return fmt.Sprintf("(%s %s %s)", x(), oneOf(g, "+", "-", "*", "/"), x())
	case complexNumber:
		return fmt.Sprintf("(%s %s %s)", x(), oneOf(g, "+", "-", "*"), x())
	case text:
		switch g.IntN(4) {
		case 0:
			return fmt.Sprintf("%s(fmt.Sprint(%s))", t.name, g.expr(g.typeThat((*typ).number), depth))
		case 1:
			return fmt.Sprintf("%s([]byte(%s))", t.name, x())
		case 2:
			return fmt.Sprintf("%s(string(rune(%s)))", t.name, g.expr(intType, depth))
		}
		return fmt.Sprintf("%s(clip(string(%s + %s)))", t.name, x(), x())
	case slice:
		return fmt.Sprintf("append(%s(nil), %s, %s)", parenthesized(t.name), g.expr(t.elem, depth), g.expr(t.elem, depth))
	}
	return g.literal(t, depth)
}

// condition is an expression of type bool.
func (g *generator) condition(depth int) string {
	switch g.IntN(4) {
	case 0:
		return fmt.Sprintf("(%s %s %s)", g.expr(boolType, depth), oneOf(g, "&&", "||"), g.expr(boolType, depth))
	case 1:
		return fmt.Sprintf("!%s", g.expr(boolType, depth))
	case 2:
		t := g.typeThat((*typ).comparable)
		return fmt.Sprintf("(%s %s %s)", g.typed(t, depth), oneOf(g, "==", "!="), g.typed(t, depth))
	}
	t := g.typeThat((*typ).ordered)
	return fmt.Sprintf("(%s %s %s)", g.expr(t, depth), oneOf(g, "<", "<=", ">", ">=", "==", "!="), g.expr(t, depth))
}

// constant is a constant that t can represent and that may divide.
func (g *generator) constant(t *typ) string {
	switch {
	case t.kind == integer && t.signed && g.chance(40):
		return fmt.Sprint(-1 - g.IntN(1<<(min(t.bits, 32)-1)))
	case t.kind == integer:
		return fmt.Sprint(1 + g.IntN(1<<(min(t.bits, 32)-1)-1))
	}
	return oneOf(g, "0.5", "3", "1e10", "0.1", "7.25", "1e-3")
}

// literal is a value of type t that is made on the spot.
func (g *generator) literal(t *typ, depth int) string {
	depth--
	switch t.kind {
	case boolean:
		return fmt.Sprintf("keep(%t)", g.chance(50))
	case integer, float:
		return fmt.Sprintf("keep(%s(%s))", t.name, g.constant(t))
	case complexNumber:
		return fmt.Sprintf("keep(%s(%s + %si))", t.name, g.constant(basics[12]), g.constant(basics[12]))
	case text:
		return fmt.Sprintf("keep(%s(%q))", t.name, oneOf(g, "", "a", "go", "héllo", "日本", "x\xffy", "zz top"))
	case anything:
		if depth < -2 {
			return "any(nil)"
		}
		return "any(" + g.expr(g.typeThat(func(e *typ) bool { return e.printable() && e.kind != anything }), depth) + ")"
	case slice, array:
		n := g.IntN(4)
		if t.kind == array {
			n = t.length
		}
		return t.name + "{" + g.list(n, t.elem, depth) + "}"
	case mapping:
		return fmt.Sprintf("%s{%s: %s}", t.name, g.expr(t.key, depth), g.expr(t.elem, depth))
	case structure:
		var fields []string
		for i, f := range t.fields {
			fields = append(fields, fmt.Sprintf("f%d: %s", i, g.expr(f, depth)))
		}
		return t.name + "{" + strings.Join(fields, ", ") + "}"
	case pointer:
		return fmt.Sprintf("(%s)(new(%s(%s)))", t.name, parenthesized(t.elem.name), g.expr(t.elem, depth))
	case callable:
		parameter := g.fresh("x")
		scope := g.scope
		g.scope = append(g.scope[:len(g.scope):len(g.scope)], variable{name: parameter, typ: t.key, fixed: true})
		result := g.expr(t.elem, depth)
		g.scope = scope
		return fmt.Sprintf("%s(func(%s %s) %s { return %s })", parenthesized(t.name), parameter, t.key.name, t.elem.name, result)
	case generic:
		return t.name + "{" + g.expr(t.elem, depth) + "}"
	}
	panic("a kind without literals")
}

func (g *generator) list(n int, t *typ, depth int) string {
	var out []string
	for range n {
		out = append(out, g.expr(t, depth))
	}
	return strings.Join(out, ", ")
}
