package nn

import (
	"math"
	"testing"
)

func TestValueGradients(t *testing.T) {
	ops := map[string]func(a, b *Value) *Value{
		"Add": (*Value).Add, "Sub": (*Value).Sub, "Mul": (*Value).Mul, "Div": (*Value).Div,
		"AddN":    func(a, _ *Value) *Value { return a.AddN(2) },
		"MulN":    func(a, _ *Value) *Value { return a.MulN(-3) },
		"Neg":     func(a, _ *Value) *Value { return a.Neg() },
		"Pow":     func(a, _ *Value) *Value { return a.Pow(3) },
		"Pow 0":   func(a, _ *Value) *Value { return a.Pow(0) },
		"Exp":     func(a, _ *Value) *Value { return a.Exp() },
		"Log":     func(a, _ *Value) *Value { return a.Log() },
		"ReLU":    func(a, b *Value) *Value { return a.ReLU().Add(b.Neg().ReLU()) },
		"Tanh":    func(a, _ *Value) *Value { return a.Tanh() },
		"Sigmoid": func(a, _ *Value) *Value { return a.Sigmoid() },
		"mixed":   func(a, b *Value) *Value { return a.Mul(b).Add(a.Square2()).Tanh().Mul(a) },
	}
	const h = 1e-6
	for name, f := range ops {
		at := func(a, b float64) float64 { return f(NewValue(a), NewValue(b)).Data }
		a, b := NewValue(0.7), NewValue(1.3)
		f(a, b).Backward()
		for _, c := range []struct{ got, want float64 }{
			{a.Grad, (at(0.7+h, 1.3) - at(0.7-h, 1.3)) / (2 * h)},
			{b.Grad, (at(0.7, 1.3+h) - at(0.7, 1.3-h)) / (2 * h)},
		} {
			if math.Abs(c.got-c.want) > 1e-7 {
				t.Errorf("%s: gradient %v, central difference %v", name, c.got, c.want)
			}
		}
	}
}

// Square2 is an operation made of others.
func (v *Value) Square2() *Value { return v.Mul(v) }

func TestValueGradientsAddUpInLeaves(t *testing.T) {
	a := NewValue(3)
	y := a.Mul(a)
	y.Backward()
	y.Backward()
	if a.Grad != 12 || y.Grad != 1 {
		t.Errorf("gradients %v and %v, want 12 and 1", a.Grad, y.Grad)
	}
	if got := y.String(); got != "Value(data 9, grad 1)" {
		t.Errorf("String: %q", got)
	}
}

func TestValueLongChain(t *testing.T) {
	sum, x := NewValue(0), NewValue(1)
	for range 1_000_000 {
		sum = sum.Add(x)
	}
	sum.Backward()
	if x.Grad != 1e6 {
		t.Errorf("gradient %v", x.Grad)
	}
}

func TestValueGraph(t *testing.T) {
	x := NewValue(2).Named("x")
	var ops []string
	x.Mul(x).Exp().WalkGraph(func(id int, op, name string, _ []int, data, grad []float64, inputs []int) {
		ops = append(ops, op+name)
		if id == 1 && (len(inputs) != 2 || inputs[0] != 0 || data[0] != 4) {
			t.Errorf("the product has inputs %v, data %v", inputs, data)
		}
	})
	if len(ops) != 3 || ops[0] != "x" || ops[1] != "Mul" || ops[2] != "Exp" {
		t.Errorf("visited %v", ops)
	}
}
