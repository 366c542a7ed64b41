package randprog

import "fmt"

// form writes a statement of several lines that tries a rule of Go of which the
// others know nothing.
func (g *generator) form(n int) {
	switch g.IntN(6) {
	case 0:
		g.capturing()
	case 1:
		g.viaInterface()
	case 2:
		g.goingTo(n)
	case 3:
		g.selecting()
	case 4:
		g.result(n)
	default:
		g.leaving()
	}
}

// capturing writes closures that each have a loop variable of their own.
func (g *generator) capturing() {
	i, f, all := g.fresh("i"), g.fresh("f"), g.fresh("all")
	g.line("var %s []func() int", all)
	g.line("for %s := 0; %s < %d; %s++ {", i, i, 2+g.IntN(3), i)
	g.line("\t%s = append(%s, func() int { %s += %d; return %s })", all, all, i, 1+g.IntN(9), i)
	if g.chance(40) {
		g.line("\t%s[len(%s)-1]()", all, all)
	}
	g.line("}")
	g.line("for _, %s := range %s {", f, all)
	g.line("\tfmt.Print(%s(), %s(), \" \")", f, f)
	g.line("}")
	g.line("fmt.Println()")
}

// viaInterface calls a method through an interface that holds a copy.
func (g *generator) viaInterface() {
	for _, k := range g.Perm(len(g.scope)) {
		v := g.scope[k]
		if !v.typ.method || v.fixed {
			continue
		}
		m, call := g.fresh("m"), g.fresh("f")
		g.line("var %s measured = %s", m, v.name)
		g.line("%s := %s.measure", call, v.name)
		g.line("%s = %s", v.name, g.expr(v.typ, 2))
		g.line("fmt.Println(%s.measure(), %s(), %s.measure(), (%s).measure(%s))", m, call, v.name, v.typ.name, v.name)
		g.line("if x, ok := %s.(%s); ok {", m, v.typ.name)
		g.line("\tfmt.Println(ok, x.measure())")
		g.line("}")
		return
	}
	g.capturing()
}

// goingTo writes a loop without for.
func (g *generator) goingTo(n int) {
	i, again := g.fresh("i"), g.fresh("again")
	loops := g.loops
	g.loops = 2
	g.line("%s := 0", i)
	g.line("%s:", again)
	g.line("%s++", i)
	g.line("{")
	g.inner(min(n, 3), variable{name: i, typ: intType, fixed: true})
	g.line("}")
	g.line("if %s < %d {", i, 2+g.IntN(3))
	g.line("\tgoto %s", again)
	g.line("}")
	g.loops = loops
}

// selecting writes a select of which one case is ready.
func (g *generator) selecting() {
	t := g.typeThat((*typ).printable)
	full, empty, x, ok := g.fresh("c"), g.fresh("c"), g.fresh("x"), g.fresh("ok")
	g.line("%s, %s := make(chan %s, 2), make(chan %s)", full, empty, t.name, t.name)
	g.line("%s <- %s", full, g.expr(t, 2))
	if g.chance(50) {
		g.line("close(%s)", full)
	}
	g.line("for range 2 {")
	g.line("\tselect {")
	g.line("\tcase %s, %s := <-%s:", x, ok, full)
	g.line("\t\tfmt.Println(%s, %s, len(%s))", x, ok, full)
	g.line("\tcase %s := <-%s:", x, empty)
	g.line("\t\tfmt.Println(\"never\", %s)", x)
	g.line("\tdefault:")
	g.line("\t\tfmt.Println(\"default\")")
	g.line("\t}")
	g.line("}")
}

// result writes a function of which a deferred call changes the result.
func (g *generator) result(n int) {
	t, r := g.typeThat((*typ).printable), g.fresh("r")
	loops, labels := g.loops, g.labels
	g.loops, g.labels = 2, nil
	g.line("fmt.Println(func() (%s %s) {", r, t.name)
	g.line("\tdefer func() {")
	g.line("\t\tif e := recover(); e != nil {")
	g.line("\t\t\tfmt.Println(\"recovered\", e)")
	g.element(r, t)
	g.line("\t\t}")
	g.line("\t}()")
	g.inner(min(n, 3), variable{name: r, typ: t})
	g.line("\tif (%s) {", g.expr(boolType, 1))
	g.line("\t\tpanic(%s)", g.typed(g.typeThat((*typ).number), 1))
	g.line("\t}")
	g.line("\treturn %s", g.expr(t, 2))
	g.line("}())")
	g.loops, g.labels = loops, labels
}

// leaving writes nested loops over iterator functions that are left in each of
// the ways there are.
func (g *generator) leaving() {
	i, j, outer := g.fresh("i"), g.fresh("j"), g.fresh("outer")
	g.line("fmt.Println(func() string {")
	g.line("%s:", outer)
	g.line("\tfor %s := range upTo(%d) {", i, 2+g.IntN(4))
	g.line("\t\tdefer fmt.Println(\"leaving\", %s)", i)
	g.line("\t\tfor %s := range upTo(%d) {", j, 1+g.IntN(4))
	g.line("\t\t\tswitch (%s*%d + %s) %% 7 {", i, 1+g.IntN(9), j)
	g.line("\t\t\tcase 6:")
	g.line("\t\t\t\t%s %s", oneOf(g, "break", "continue"), outer)
	for k := range 4 {
		g.line("\t\t\tcase %d:", k)
		g.line("\t\t\t\t%s", oneOf(g, "break "+outer, "continue "+outer, "continue", "break", fmt.Sprintf("return fmt.Sprint(%s, %s)", i, j)))
	}
	g.line("\t\t\t}")
	g.line("\t\t\tfmt.Println(%s, %s)", i, j)
	g.line("\t\t}")
	g.line("\t}")
	g.line("\treturn \"end\"")
	g.line("}())")
}
