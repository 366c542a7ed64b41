package randprog

import (
	"fmt"
	"strings"
)

// block writes up to n statements, in a scope of their own.
func (g *generator) block(n int) {
	scope := g.scope
	for range 1 + g.IntN(n) {
		g.statement(n / 2)
	}
	if g.indent > 1 {
		g.scope = scope
	}
}

// inner writes a block in braces that follow what has been written.
func (g *generator) inner(n int, vars ...variable) {
	scope := g.scope
	g.scope = append(g.scope[:len(g.scope):len(g.scope)], vars...)
	g.indent++
	g.block(max(n, 1))
	g.indent--
	g.scope = scope
}

func (g *generator) statement(n int) {
	switch k := g.IntN(22); {
	case k < 5 || len(g.scope) == 0:
		g.declare()
	case k < 9:
		g.assign()
	case k == 9 && n > 0:
		g.line("if (%s) {", g.expr(boolType, 2))
		g.inner(n)
		g.line("} else {")
		g.inner(n)
		g.line("}")
	case k < 13 && n > 0 && g.loops < 2:
		g.loop(n)
	case k == 13 && n > 0:
		g.switching(n)
	case k == 14 && n > 0:
		g.typeSwitch(n)
	case k == 15 && n > 0 && !g.pure:
		g.deferring(n)
	case k == 16 && !g.pure:
		g.closure()
	case k == 17 && !g.pure && n > 0:
		g.failing()
	case k == 18 && !g.pure:
		g.channel()
	case k > 19 && !g.pure && n > 0:
		g.form(n)
	case !g.pure:
		g.show()
	default:
		g.assign()
	}
}

func (g *generator) declare() {
	for _, f := range g.funcs {
		if len(f.results) == 2 && g.chance(30) && !(g.loops > 0 && g.pure) {
			a, b := g.fresh("v"), g.fresh("v")
			g.line("%s, %s := %s(%s)", a, b, f.name, g.arguments(f, 2))
			g.line("_, _ = %s, %s", a, b)
			g.scope = append(g.scope, variable{name: a, typ: f.results[0]}, variable{name: b, typ: f.results[1]})
			return
		}
	}
	t, name := g.anyType(), g.fresh("v")
	if g.chance(20) {
		g.line("var %s %s", name, t.name)
		if t.kind == pointer || t.kind == mapping || t.kind == callable {
			g.line("%s = %s", name, g.literal(t, 1))
		}
	} else {
		g.line("var %s %s = %s", name, t.name, g.expr(t, 3))
	}
	g.line("_ = %s", name)
	g.scope = append(g.scope, variable{name: name, typ: t})
}

// assign changes a variable, or a part of it.
func (g *generator) assign() {
	var list []variable
	for _, v := range g.scope {
		if !v.fixed {
			list = append(list, v)
		}
	}
	if list == nil {
		g.declare()
		return
	}
	v := list[g.IntN(len(list))]
	t := v.typ
	if w := list[g.IntN(len(list))]; w.typ == t && w != v && g.chance(50) {
		g.line("%s, %s = %s, %s", v.name, w.name, w.name, v.name)
		return
	}
	switch {
	case t.kind == integer && g.chance(60):
		switch g.IntN(3) {
		case 0:
			g.line("%s%s", v.name, oneOf(g, "++", "--"))
		case 1:
			g.line("%s %s= %s & 63", v.name, oneOf(g, "<<", ">>"), g.expr(basics[7], 1))
		default:
			g.line("%s %s= %s", v.name, oneOf(g, "+", "-", "*", "&", "|", "^", "&^"), g.expr(t, 2))
		}
	case t.kind == float && g.chance(60):
		g.line("%s %s= %s", v.name, oneOf(g, "+", "-", "*", "/"), g.expr(t, 2))
	case t.kind == slice && g.chance(60):
		if g.chance(60) {
			g.line("%s = append(%s, %s)", v.name, v.name, g.expr(t.elem, 2))
			return
		}
		g.line("if len(%s) > 0 {", v.name)
		i := g.fresh("i")
		g.line("\t%s := index(%s, len(%s))", i, g.expr(intType, 1), v.name)
		g.element(v.name+"["+i+"]", t.elem)
		g.line("\t%s = %s[:%s+1]", v.name, v.name, i)
		g.line("}")
	case t.kind == array && g.chance(80):
		i := g.fresh("i")
		g.line("%s := index(%s, %d)", i, g.expr(intType, 1), t.length)
		g.element(v.name+"["+i+"]", t.elem)
	case t.kind == mapping && g.chance(80):
		if g.chance(30) {
			g.line("delete(%s, %s)", v.name, g.expr(t.key, 2))
			return
		}
		k := g.fresh("k")
		g.line("%s := %s", k, g.expr(t.key, 2))
		g.element(v.name+"["+k+"]", t.elem)
	case t.kind == structure && g.chance(80):
		i := g.IntN(len(t.fields))
		g.element(fmt.Sprintf("%s.f%d", v.name, i), t.fields[i])
	case t.kind == pointer && g.chance(80):
		g.element("*"+v.name, t.elem)
	case t.kind == generic && g.chance(80):
		g.line("%s.set(%s)", v.name, g.expr(t.elem, 2))
	default:
		g.line("%s = %s", v.name, g.expr(t, 3))
	}
}

// element assigns to a place that is no variable.
func (g *generator) element(place string, t *typ) {
	if (t.kind == integer || t.kind == float) && g.chance(50) {
		g.line("%s %s= %s", place, oneOf(g, "+", "-", "*"), g.expr(t, 1))
		return
	}
	g.line("%s = %s", place, g.expr(t, 2))
}

func (g *generator) loop(n int) {
	g.loops++
	defer func() { g.loops-- }()
	label := ""
	if g.chance(30) {
		label = g.fresh("loop")
	}
	i := g.fresh("i")
	head, vars := "", []variable{{name: i, typ: intType, fixed: true}}
	switch g.IntN(4) {
	case 0:
		head = fmt.Sprintf("for %s := range %d {", i, 1+g.IntN(6))
	case 1:
		head = fmt.Sprintf("for %s := range upTo(%d) {", i, 1+g.IntN(6))
	case 2:
		head = fmt.Sprintf("for %s := %d; %s < %d; %s += %d {", i, g.IntN(3), i, 3+g.IntN(5), i, 1+g.IntN(2))
	default:
		list := g.typeThat(func(t *typ) bool { return t.kind == slice || t.kind == array || t.kind == text })
		if v, ok := g.variableOf(list); ok && list.elem != nil {
			x := g.fresh("x")
			head = fmt.Sprintf("for %s, %s := range %s {", i, x, v)
			vars = append(vars, variable{name: x, typ: list.elem, fixed: true})
		} else {
			head = fmt.Sprintf("for %s := range %d {", i, 3)
		}
	}
	if label != "" {
		g.line("%s:", label)
		g.labels = append(g.labels, label)
		defer func() { g.labels = g.labels[:len(g.labels)-1] }()
	}
	g.line("%s", head)
	for _, v := range vars {
		g.line("\t_ = %s", v.name)
	}
	if label != "" {
		g.line("\tif (%s) {", g.expr(boolType, 1))
		g.line("\t\t%s %s", oneOf(g, "break", "continue"), label)
		g.line("\t}")
	}
	g.inner(n, vars...)
	if g.chance(30) {
		g.line("\tif (%s) {", g.expr(boolType, 1))
		g.line("\t\t%s", oneOf(g, "break", "continue"))
		g.line("\t}")
	}
	g.line("}")
}

func (g *generator) switching(n int) {
	t := g.typeThat((*typ).ordered)
	g.line("switch (%s) {", g.expr(t, 2))
	for range 1 + g.IntN(3) {
		g.line("case (%s), (%s):", g.expr(t, 2), g.expr(t, 1))
		g.inner(n)
		if g.chance(20) {
			g.line("\tfallthrough")
			g.line("case %s:", g.expr(t, 1))
			g.inner(n)
		}
	}
	if g.chance(50) {
		g.line("default:")
		g.inner(n)
	}
	g.line("}")
}

func (g *generator) typeSwitch(n int) {
	x := g.fresh("x")
	g.line("switch %s := any(%s).(type) {", x, g.expr(g.anyType(), 2))
	seen := map[string]bool{"any": true}
	for range 3 {
		t := g.anyType()
		if seen[t.name] {
			continue
		}
		seen[t.name] = true
		g.line("case %s:", t.name)
		g.line("\t_ = %s", x)
		g.inner(n, variable{name: x, typ: t, fixed: true})
	}
	g.line("case measured:")
	g.output(x + ".measure()")
	g.line("default:")
	g.line("\t_ = %s", x)
	g.line("}")
}

// deferring writes a function that defers.
func (g *generator) deferring(n int) {
	loops := g.loops
	g.loops = 2 // its body is no place for more of them
	g.line("func() {")
	g.line("\tdefer caught(%q)", g.fresh("defer"))
	if v, ok := g.shown(); ok {
		g.line("\tdefer fmt.Println(%q, %s)", "deferred", v)
		g.line("\tdefer func() { fmt.Println(%q, %s) }()", "at the end", v)
	}
	labels := g.labels
	g.labels = nil
	g.inner(n)
	g.labels = labels
	if g.chance(40) {
		g.line("\tif (%s) {", g.expr(boolType, 1))
		g.line("\t\tpanic(%s)", g.expr(g.typeThat((*typ).printable), 1))
		g.line("\t}")
	}
	g.line("}()")
	g.loops = loops
}

// closure writes one that changes a variable outside, and calls it.
func (g *generator) closure() {
	t := g.typeThat((*typ).number)
	v, f := g.fresh("v"), g.fresh("f")
	g.line("var %s %s = %s", v, t.name, g.expr(t, 1))
	g.line("%s := func(by %s) %s {", f, t.name, t.name)
	g.line("\t%s += by", v)
	g.line("\treturn %s", v)
	g.line("}")
	for range 1 + g.IntN(2) {
		g.output(fmt.Sprintf("%s(%s)", f, g.expr(t, 2)))
	}
	g.scope = append(g.scope, variable{name: v, typ: t})
}

// failing writes something that may panic, alone.
func (g *generator) failing() {
	i, s := g.fresh("i"), g.fresh("s")
	g.line("func() {")
	g.line("\tdefer caught(%q)", g.fresh("try"))
	g.line("\t%s := int(%s) %% 8", i, g.expr(intType, 2))
	g.line("\t%s := []int{1, 2, 3}", s)
	g.line("\t_, _ = %s, %s", i, s)
	g.line("\t%s", strings.NewReplacer("I", i, "S", s).Replace(oneOf(g,
		"fmt.Println(S[I])", "fmt.Println(S[I:])", "fmt.Println(S[:I])", "fmt.Println(S[1:I:3])", "fmt.Println(100 / I)", "fmt.Println(1 << I)",
		"fmt.Println(len(make([]int8, I)))", "fmt.Println([2]int(S[:I]))", "fmt.Println(\"héllo\"[I:])", "fmt.Println(any(S[0] + I).(string))",
		"var m map[int]int; m[I]++", "var p *struct{ x int }; if I > 0 { p = new(struct{ x int }) }; p.x++; fmt.Println(*p)")))
	g.line("}()")
}

// channel writes a goroutine that sends, and a loop that receives.
func (g *generator) channel() {
	t, c, x := g.typeThat((*typ).printable), g.fresh("c"), g.fresh("x")
	g.line("%s := make(chan %s, %d)", c, t.name, g.IntN(3))
	g.line("go func() {")
	g.line("\tdefer close(%s)", c)
	values := make([]string, 1+g.IntN(3))
	for i := range values {
		values[i] = g.literal(t, 0)
	}
	for _, v := range values {
		g.line("\t%s <- %s", c, v)
	}
	g.line("}()")
	g.line("for %s := range %s {", x, c)
	g.output(x)
	g.line("}")
}

// shown is a variable that can be printed.
func (g *generator) shown() (string, bool) {
	for _, k := range g.Perm(len(g.scope)) {
		if v := g.scope[k]; v.typ.printable() {
			return v.name, true
		}
	}
	return "", false
}

// show prints variables, or an expression.
func (g *generator) show() {
	for range 2 {
		if v, ok := g.shown(); ok {
			g.output(v)
		}
	}
	g.output(g.expr(g.typeThat((*typ).printable), 3))
}

// output prints a value, in one of fmt's ways.
func (g *generator) output(x string) {
	switch g.IntN(4) {
	case 0:
		g.line("\tfmt.Printf(\"%%v %%T\\n\", %s, %s)", x, x)
	case 1:
		g.line("\tfmt.Printf(\"%%+v\\n\", %s)", x)
	default:
		g.line("\tfmt.Println(%s)", x)
	}
}
