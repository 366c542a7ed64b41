package nn

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// allGradCases are the cases of all tables. PyTorch's values for those of gradCases
// and tensorCases are in torch.json, for the others in files of their own.
func allGradCases() []gradCase {
	return slices.Concat(gradCases(), layerCases(), tensorCases(), sequenceCases(), familyCases(), lossCases())
}

func TestGradients(t *testing.T) {
	for _, c := range allGradCases() {
		t.Run(c.name, func(t *testing.T) {
			if err := GradCheck(c.f, c.in...).Err(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A gradient check that cannot fail is worth nothing.
func TestGradCheckFindsAWrongDerivative(t *testing.T) {
	wrong := pointwise("Wrong",
		func(x float64) float64 { return x * x },
		func(x, y float64) float64 { return x }) // must be 2x
	x := Vector(0, 3, 0.1)
	r := GradCheck(func(in ...*Tensor) *Tensor { return apply(wrong, in[0].shape, in[0]) }, Scalar(1), x)
	if r.OK() || r.Err() == nil || r.Input != 0 {
		t.Fatalf("input 0 is not differentiated rightly: %v", r)
	}
	r = GradCheck(func(in ...*Tensor) *Tensor { return apply(wrong, in[0].shape, in[0]).Sum() }, x)
	if r.OK() || r.Index != 1 {
		t.Fatalf("the error is largest in element 1: %v", r)
	}
	if want := "gradients differ: input 0, element 1: Backward gives 3, central differences give 6"; !strings.HasPrefix(r.String(), want[:60]) {
		t.Errorf("got %q, want about %q", r, want)
	}
}

func TestGradCheckLeavesInputsAsTheyWere(t *testing.T) {
	x := Vector(1, 2)
	GradCheck(func(in ...*Tensor) *Tensor { return in[0].Square() }, x)
	if x.requires || !x.grad.IsNil() || x.String() != "[1. 2.]" {
		t.Errorf("the input was changed: %v, gradient %v", x, x.grad)
	}
}

func TestGradCheckNaN(t *testing.T) {
	r := GradCheck(func(in ...*Tensor) *Tensor { return in[0].Log() }, Scalar(-1))
	if r.OK() {
		t.Error("a gradient that is NaN must not pass")
	}
}

func TestEveryOpHasACase(t *testing.T) {
	var covered []string
	for _, c := range allGradCases() {
		covered = append(covered, c.covers)
	}
	exported := differentiable(parsePackage(t))
	if len(exported) < 50 {
		t.Fatalf("only %d functions found: is the walk broken? %v", len(exported), exported)
	}
	for _, name := range exported {
		has, excused := slices.Contains(covered, name), noGradient[name] != ""
		switch {
		case !has && !excused:
			t.Errorf("%s has no case in gradCases: add one", name)
		case has && excused:
			t.Errorf("%s has a case and an excuse: remove one", name)
		}
	}
	for _, name := range slices.Concat(covered, slices.Collect(maps.Keys(noGradient))) {
		if !slices.Contains(exported, name) {
			t.Errorf("%s does not exist any more", name)
		}
	}
}

func TestWalkFindsNewOpsAndLayers(t *testing.T) {
	const source = `package nn
		type ConvLayer struct{}
		func (c *ConvLayer) Forward(x *Tensor) *Tensor { return x }
		func Conv2D(in int) *ConvLayer { return nil }
		func (c *ConvLayer) Stride(s int) *ConvLayer { return c }
		func Huber(pred, target *Tensor) *Tensor { return nil }
		func Huberish(delta float64) LossFunc { return nil }
		func (t *Tensor) Sin() *Tensor { return nil }
		func (t *Tensor) Split(n int) []*Tensor { return nil }
		func (t *Tensor) cos() *Tensor { return nil }
		func Other() int { return 0 }`
	file, err := parser.ParseFile(token.NewFileSet(), "new.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := differentiable([]*ast.File{file})
	want := []string{"Conv2D", "Huber", "Huberish", "Tensor.Sin", "Tensor.Split"}
	if !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}

func parsePackage(t *testing.T) []*ast.File {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// differentiable lists the exported functions and methods that return a tensor,
// tensors, a loss or a layer: what may stand on the way from parameters to a loss.
// A layer type's Forward stands for its constructor; methods that return a layer
// itself are settings, such as LinearLayer.Init.
func differentiable(files []*ast.File) []string {
	var funcs []*ast.FuncDecl
	results := map[string]bool{"*Tensor": true, "[]*Tensor": true, "LossFunc": true, "Layer": true}
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.IsExported() {
				funcs = append(funcs, fn)
				if fn.Recv != nil && fn.Name.Name == "Forward" {
					results[typeName(fn.Recv.List[0].Type)] = true
				}
			}
		}
	}
	var names []string
	for _, fn := range funcs {
		name := fn.Name.Name
		if name == "Forward" || name == "Params" || name == "Buffers" || name == "Sublayers" || name == "Outputs" || fn.Type.Results == nil {
			continue
		}
		if fn.Recv != nil {
			owner := typeName(fn.Recv.List[0].Type)
			receiver := strings.TrimPrefix(owner, "*")
			if !ast.IsExported(receiver) || owner != "*Tensor" && owner == typeName(fn.Type.Results.List[0].Type) {
				continue
			}
			name = receiver + "." + name
		}
		if results[typeName(fn.Type.Results.List[0].Type)] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return "*" + typeName(e.X)
	case *ast.ArrayType:
		return "[]" + typeName(e.Elt)
	}
	return ""
}
