package main

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

type vector struct{ x, y float64 }

func (v vector) norm() float64        { return math.Hypot(v.x, v.y) }
func (v vector) plus(w vector) vector { return vector{v.x + w.x, v.y + w.y} }
func (v *vector) scale(by float64)    { v.x *= by; v.y *= by }
func (v vector) String() string       { return fmt.Sprintf("(%g,%g)", v.x, v.y) }

type named struct{ name string }

func (n *named) rename(to string) { n.name = to }
func (n named) greet() string     { return "I am " + n.name }

// A robot has the methods of what it embeds, a pointer and a value.
type robot struct {
	*named
	vector
	log []string
}

func (r *robot) greet() string { return strings.ToUpper(r.named.greet()) }

type greeter interface{ greet() string }

// A transform is a function with methods.
type transform func(vector) vector

func (t transform) then(next transform) transform {
	return func(v vector) vector { return next(t(v)) }
}

type byNorm []vector

func (b byNorm) Len() int           { return len(b) }
func (b byNorm) Less(i, j int) bool { return b[i].norm() < b[j].norm() }
func (b byNorm) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	v := vector{3, 4}
	norm := v.norm // bound to this value
	v.scale(2)
	scale := v.scale // bound to the variable
	scale(10)
	fmt.Println(norm(), v, v.norm())

	plus, grow := vector.plus, (*vector).scale
	grow(&v, 0.1)
	fmt.Println(plus(v, vector{1, 1}), (*vector).norm(&v))

	r := &robot{named: &named{"r2"}, vector: vector{1, 2}}
	r.rename("d2")
	r.scale(3)
	fmt.Println(r.greet(), r.named.greet(), r.norm() > 6.7, r.x, r.vector)
	var g greeter = r
	say := g.greet
	r.rename("c3po")
	fmt.Println(say(), greeter.greet(g), (*robot).greet(r), robot.norm(*r) == r.norm())

	shift := transform(func(v vector) vector { return v.plus(vector{1, 0}) })
	mirror := transform(func(v vector) vector { return vector{v.y, v.x} })
	fmt.Println(shift.then(mirror).then(shift)(vector{5, 7}))

	points := byNorm{{3, 4}, {0, 1}, {2, 2}}
	sort.Sort(sort.Reverse(points))
	fmt.Println(points, points[0])

	methods := map[string]func(vector) float64{"norm": vector.norm, "x": func(v vector) float64 { return v.x }}
	fmt.Println(methods["norm"](vector{6, 8}), methods["x"](vector{6, 8}))
	for _, p := range []fmt.Stringer{v, &v, points[1]} {
		fmt.Print(p, " ")
	}
	fmt.Println()
}
