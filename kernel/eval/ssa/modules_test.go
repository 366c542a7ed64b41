package ssa_test

import (
	"bytes"
	"context"
	"fmt"
	"gradus/kernel/symbols"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/ssa"
)

// twoModules is a module and another that it requires, in folders side by side.
const twoModules = `
-- own/go.mod --
module example.com/own

go 1.26

require example.com/other v1.0.0

replace example.com/other => ../other
-- own/shape/shape.go --
package shape

import "fmt"

type Named struct{ name string }

func (n Named) Name() string   { return n.name }
func (n Named) String() string { return "shape " + n.name }

func New(name string) Named { return Named{name} }

func Describe(n interface{ Name() string }) string { return fmt.Sprintf("%s (%v)", n.Name(), n) }

var order []string

func Note(s string) int { order = append(order, s); return len(order) }
func Order() []string   { return order }
-- own/geo/geo.go --
// Package geo has squares.
package geo

import (
	"fmt"

	"example.com/other"
	"example.com/own/shape"
)

// A Square is as wide as it is high.
type Square struct {
	shape.Named
	Side float64
}

var b = a + 1
var a = shape.Note("a")
var stack other.Stack[string]

func init() { shape.Note(fmt.Sprint("init ", a, b)); stack.Push("pushed by init") }

// Area is that of the square.
func (s *Square) Area() float64 { return s.Side * s.Side }

func NewSquare(side float64) *Square { return &Square{shape.New("square"), side} }

func At(list []float64, i int) float64 {
	return list[i]
}

func Top() (string, bool) { return stack.Pop() }

type Shape interface {
	Area() float64
	Name() string
}

func Total[S Shape](list ...S) (sum float64) {
	for _, s := range list {
		sum += s.Area()
	}
	return sum
}
-- other/go.mod --
module example.com/other

go 1.26
-- other/other.go --
package other

import "strings"

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }

func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return v, false
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

func Shout(s string) string { return strings.ToUpper(s) + "!" }
`

var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")

// A tester runs cells.
type tester struct {
	t *testing.T
	s *eval.Session
	n int
}

func newTester(t *testing.T, dir string) *tester {
	return &tester{t: t, s: evaltest.SessionIn(t, ssa.New(symbols.Symbols), dir)}
}

// run returns what a cell prints, its value, or its error's traceback.
func (c *tester) run(source string) string {
	c.t.Helper()
	c.n++
	var out bytes.Buffer
	r := c.s.Execute(context.Background(), eval.Cell{Number: c.n, Source: source}, eval.Streams{Stdout: &out, Stderr: &out})
	if r.Err != nil {
		return out.String() + colour.ReplaceAllString(strings.Join(r.Err.Traceback, "\n"), "")
	}
	if r.Value != nil {
		fmt.Fprint(&out, r.Value.Data["text/plain"])
	}
	return strings.TrimSpace(out.String())
}

func (c *tester) want(source, want string) {
	c.t.Helper()
	if got := c.run(source); got != want {
		c.t.Errorf("%s\ngives %s\nwant  %s", source, got, want)
	}
}

func (c *tester) wantIn(source string, parts ...string) {
	c.t.Helper()
	got := c.run(source)
	for _, p := range parts {
		if !strings.Contains(got, p) {
			c.t.Errorf("%s\ngives %s\nwant  …%s…", source, got, p)
		}
	}
}

func TestModules(t *testing.T) {
	dir := evaltest.Folder(t, twoModules)
	c := newTester(t, filepath.Join(dir, "own"))
	c.want("import (\n\t\"example.com/own/geo\"\n\t\"example.com/own/shape\"\n\t\"example.com/other\"\n)\ns := geo.NewSquare(3); s.Area()", "9")
	c.want("shape.Describe(s)", `"square (shape square)"`)
	c.want("shape.Order()", `[]string{"a", "init 1 2"}`)
	c.want("geo.Top()", `"pushed by init", true`)
	c.want("geo.Top()", `"", false`) // initialised once
	c.want("type Half struct{ geo.Square }\nfunc (h Half) Area() float64 { return h.Square.Area() / 2 }\ngeo.Total[geo.Shape](s, Half{*s})", "13.5")
	c.want("fmt.Printf(\"%T %v\", s, Half{*s})", "*geo.Square shape square")
	c.want("var st other.Stack[Half]\nst.Push(Half{*s})\nh, ok := st.Pop()\nfmt.Println(h.Area(), ok, other.Shout(\"hi\"))", "4.5 true HI!")
	c.wantIn("geo.At([]float64{1}, 7)", "index out of range [7] with length 1", "geo/geo.go:29:9", "in geo.At", "cell[9]:1:")
	c.wantIn("s.nothing", "s.nothing undefined")
	if got := c.s.Inspect("geo.Square", 8, 0); !strings.Contains(fmt.Sprint(got.Data["text/plain"]), "as wide as it is high") {
		t.Errorf("inspecting geo.Square: %v", got)
	}
	if got := c.s.Complete("geo.To", 6); len(got.Matches) != 2 {
		t.Errorf("completing geo.To: %v", got)
	}
}

// A package that has changed is read again where a cell imports it; what cells
// have made with it before stays as it was.
func TestModulesReloaded(t *testing.T) {
	dir := evaltest.Folder(t, twoModules)
	c := newTester(t, filepath.Join(dir, "own"))
	c.want("import \"example.com/own/geo\"\nold := geo.NewSquare(3); old.Area()", "9")
	evaltest.Write(t, filepath.Join(dir, "other/other.go"), "package other\n\ntype Stack[T any] []T\n\nfunc (s *Stack[T]) Push(v T) { *s = append(*s, v) }\nfunc (s *Stack[T]) Pop() (v T, ok bool) { return (*s)[0], true }\n")
	evaltest.Write(t, filepath.Join(dir, "own/geo/more.go"), "package geo\n\nfunc Cube(x float64) float64 { return x * x * x }\n")
	c.wantIn("geo.Cube(2)", "undefined: geo.Cube")
	c.want("import \"example.com/own/geo\"\ngeo.Cube(2)", "8")
	c.want("geo.Top()\ngeo.Top()", `"pushed by init", true`)
	c.want("old.Area()", "9")
	c.wantIn("var again *geo.Square = old", "cannot use old")

	evaltest.Write(t, filepath.Join(dir, "own/geo/more.go"), "package geo\n\nfunc Cube(x float64) float64 { return \"x\" }\n")
	c.wantIn("import \"example.com/own/geo\"", "cell[7]:1:8: package \"example.com/own/geo\" has errors", "geo/more.go:3:39:")
	c.want("geo.Cube(3)", "27") // what was loaded last
}

func TestModuleErrors(t *testing.T) {
	dir := evaltest.Folder(t, `
-- go.mod --
module example.com/own

go 1.26
-- bad/bad.go --
package bad

func F() int { return "x" }
func G( {
-- asm/asm.go --
package asm

func Fast(x int) int
-- asm/asm_amd64.s --
-- asm/asm_arm64.s --
-- boom/boom.go --
package boom

var list []int

func init() { list[2] = 1 }

func F() {}
-- embeds/e.go --
package embeds

import _ "embed"

//go:embed e.go
var Text string
-- c/c.go --
package c

import "C"
`)
	c := newTester(t, dir)
	c.wantIn(`import "example.com/own/bad"`, "cell[1]:1:8:", "bad/bad.go:4:")
	c.wantIn(`import "example.com/own/asm"`, "Fast is written in assembly")
	c.wantIn(`import "example.com/own/embeds"`, "embeds files")
	c.wantIn(`import "example.com/own/c"`, "cgo")
	c.wantIn(`import "example.com/own/none"`, "example.com/own/none")
	c.wantIn(`import "example.com/stranger/x"`, "names no module that has it: %get example.com/stranger/x")
	c.wantIn("import \"example.com/own/boom\"\nboom.F()", "index out of range [2] with length 0", "boom/boom.go:5:", "in boom.init")
	c.want("1 + 1", "2")

	c = newTester(t, t.TempDir())
	c.wantIn(`import "example.com/x"`, "no go.mod in")
	t.Setenv("PATH", t.TempDir())
	c.wantIn(`import "example.com/x"`, "the Go command that would find it is not there")
	c.want("import \"slices\"\nslices.Max([]int{1, 3, 2})", "3") // that needs none
}
