package nn

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
)

// constructor makes a layer that a file asks for by name.
type constructor struct {
	make any // the function
	// elements is how many numbers the function allocates for these arguments; nil
	// for a layer without parameters. A file that lies must not fill the memory.
	elements func(args []float64) float64
}

// constructors is the table of layers that LoadModel can make. Settings need no
// line: they are the methods of the layer that return it.
var constructors = map[string]constructor{
	"AvgPool1D":          {AvgPool1D, nil},
	"AvgPool2D":          {AvgPool2D, nil},
	"LearnedPositions":   {LearnedPositions, func(a []float64) float64 { return a[0] * a[1] }},
	"Linear":             {Linear, func(a []float64) float64 { return a[0]*a[1] + a[1] }},
	"BatchNorm1D":        {BatchNorm1D, func(a []float64) float64 { return 4 * a[0] }},
	"BatchNorm2D":        {BatchNorm2D, func(a []float64) float64 { return 4 * a[0] }},
	"Conv1D":             {Conv1D, func(a []float64) float64 { return a[0]*a[1]*a[2] + a[1] }},
	"Conv2D":             {Conv2D, func(a []float64) float64 { return a[0]*a[1]*a[2]*a[2] + a[1] }},
	"ConvTranspose2D":    {ConvTranspose2D, func(a []float64) float64 { return a[0]*a[1]*a[2]*a[2] + a[1] }},
	"Dropout":            {Dropout, func(a []float64) float64 { return 2 }},
	"ELU":                {ELU, nil},
	"Embedding":          {Embedding, func(a []float64) float64 { return a[0] * a[1] }},
	"Flatten":            {Flatten, nil},
	"GELU":               {GELU, nil},
	"GlobalAvgPool1D":    {GlobalAvgPool1D, nil},
	"GlobalAvgPool2D":    {GlobalAvgPool2D, nil},
	"GRU":                {GRU, func(a []float64) float64 { return 3 * a[1] * (a[0] + a[1] + 2) }},
	"LayerNorm":          {LayerNorm, func(a []float64) float64 { return 2 * a[0] }},
	"LeakyReLU":          {LeakyReLU, nil},
	"LSTM":               {LSTM, func(a []float64) float64 { return 4 * a[1] * (a[0] + a[1] + 1) }},
	"LogSoftmax":         {LogSoftmax, nil},
	"ReLU":               {ReLU, nil},
	"MaxPool1D":          {MaxPool1D, nil},
	"MaxPool2D":          {MaxPool2D, nil},
	"MultiHeadAttention": {MultiHeadAttention, func(a []float64) float64 { return 4 * (a[0] + 1) * a[0] }},
	"PositionalEncoding": {PositionalEncoding, nil},
	"Residual":           {Residual, nil},
	"RNN":                {RNN, func(a []float64) float64 { return a[1] * (a[0] + a[1] + 1) }},
	"Reshape":            {Reshape, nil},
	"Sigmoid":            {Sigmoid, nil},
	"SiLU":               {SiLU, nil},
	"Softmax":            {Softmax, nil},
	"Softplus":           {Softplus, nil},
	"TransformerBlock": {TransformerBlock, func(a []float64) float64 {
		return 4*a[0] + 4*(a[0]+1)*a[0] + a[0]*a[2] + a[2] + a[2]*a[0] + a[0]
	}},
	"Tanh": {Tanh, nil},
}

// architect makes a model from the constructor call that GoString returns,
//
//	nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 1))
//
// The text may come from a file that is not trusted: only functions of the table
// and settings are called, with literal arguments, up to a limit of memory.
type architect struct {
	elements float64 // that may still be allocated
	depth    int
}

const (
	maxArchitecture = 1 << 20 // bytes of text
	maxNesting      = 100     // layers within layers
)

// newArchitecture makes the model that text describes, of at most so many numbers.
func newArchitecture(text string, elements float64) (*Model, error) {
	if len(text) > maxArchitecture {
		return nil, fmt.Errorf("the description of the layers has %d bytes, more than %d", len(text), maxArchitecture)
	}
	expr, err := parser.ParseExpr(text)
	if err != nil {
		return nil, fmt.Errorf("the description of the layers: %w", err)
	}
	a := &architect{elements: elements}
	l, err := a.layer(expr)
	if err != nil {
		return nil, err
	}
	m, ok := l.(*Model)
	if !ok {
		return nil, errors.New("the layers' description is no Sequential(…)")
	}
	return m, nil
}

// layer makes the layer of a call such as Linear(2, 16) or Conv2D(1, 8, 3).Stride(2).
func (a *architect) layer(e ast.Expr) (Layer, error) {
	if a.depth++; a.depth > maxNesting {
		return nil, fmt.Errorf("layers nest deeper than %d", maxNesting)
	}
	defer func() { a.depth-- }()
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return nil, errors.New("a layer is a call, such as Linear(2, 16)")
	}
	var name string
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		if pkg, ok := f.X.(*ast.Ident); !ok || pkg.Name != "nn" {
			return a.setting(f, call.Args)
		}
		name = f.Sel.Name
	default:
		return nil, errors.New("a layer is a call, such as Linear(2, 16)")
	}
	if name == "Sequential" {
		return a.sequential(call.Args)
	}
	c, ok := constructors[name]
	if !ok {
		return nil, fmt.Errorf("%s is no layer of nn: make the model yourself, and use Load", name)
	}
	return a.call(name, reflect.ValueOf(c.make), call.Args, c.elements)
}

func (a *architect) sequential(args []ast.Expr) (Layer, error) {
	m := Sequential()
	for i, e := range args {
		l, err := a.layer(e)
		if err != nil {
			return nil, fmt.Errorf("layer %d: %w", i, err)
		}
		m.Add(l)
	}
	return m, nil
}

// setting calls a method such as Stride(2) of the layer before it.
func (a *architect) setting(f *ast.SelectorExpr, args []ast.Expr) (Layer, error) {
	l, err := a.layer(f.X)
	if err != nil {
		return nil, err
	}
	v := reflect.ValueOf(l)
	method := v.MethodByName(f.Sel.Name)
	if !method.IsValid() || method.Type().NumOut() != 1 || method.Type().Out(0) != v.Type() {
		return nil, fmt.Errorf("%s has no setting %s", layerName(l), f.Sel.Name)
	}
	var elements func(args []float64) float64
	if f.Sel.Name == "Kernel" { // draws other filters, of h·w numbers
		elements = func(args []float64) float64 { return args[0] * args[1] * float64(countParams(l)) }
	}
	return a.call(f.Sel.Name, method, args, elements)
}

// call calls f, which returns a layer, with literal arguments.
func (a *architect) call(name string, f reflect.Value, exprs []ast.Expr, elements func([]float64) float64) (l Layer, err error) {
	t := f.Type()
	if n := t.NumIn(); len(exprs) != n && !(t.IsVariadic() && len(exprs) >= n-1) {
		return nil, fmt.Errorf("%s takes %d arguments, not %d", name, n, len(exprs))
	}
	args := make([]reflect.Value, len(exprs))
	numbers := make([]float64, len(exprs))
	for i, e := range exprs {
		want := t.In(min(i, t.NumIn()-1))
		if t.IsVariadic() && i >= t.NumIn()-1 {
			want = want.Elem()
		}
		if args[i], err = a.argument(e, want); err != nil {
			return nil, fmt.Errorf("%s: argument %d: %w", name, i, err)
		}
		if want.Kind() == reflect.Int {
			numbers[i] = float64(args[i].Int())
		}
	}
	if elements != nil {
		if a.elements -= elements(numbers); !(a.elements >= 0) {
			return nil, fmt.Errorf("%s%v has more parameters than the file can hold", name, numbers)
		}
	}
	defer func() { // a constructor that refuses its arguments
		switch p := recover().(type) {
		case nil:
		case *ShapeError:
			err = p
		case *ValueError:
			err = p
		default:
			panic(p)
		}
	}()
	return f.Call(args)[0].Interface().(Layer), nil
}

var layerType = reflect.TypeFor[Layer]()

// argument reads a literal, or a layer, as a value of the wanted type.
func (a *architect) argument(e ast.Expr, want reflect.Type) (reflect.Value, error) {
	if want == layerType {
		l, err := a.layer(e)
		return reflect.ValueOf(&l).Elem(), err
	}
	sign := ""
	if minus, ok := e.(*ast.UnaryExpr); ok && minus.Op == token.SUB {
		sign, e = "-", minus.X
	}
	text := ""
	switch e := e.(type) {
	case *ast.BasicLit:
		text = sign + e.Value
	case *ast.Ident:
		text = e.Name
	}
	v := reflect.New(want).Elem()
	switch want.Kind() {
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return v, fmt.Errorf("%q is no whole number", text)
		}
		v.SetInt(int64(n))
	case reflect.Float64:
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return v, fmt.Errorf("%q is no number", text)
		}
		v.SetFloat(x)
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return v, fmt.Errorf("%q is neither true nor false", text)
		}
		v.SetBool(b)
	default:
		return v, fmt.Errorf("a %s cannot be read from a file: make the model yourself, and use Load", want)
	}
	return v, nil
}
