// Optimisers behind one interface, on Rosenbrock's valley.
package main

import (
	"fmt"
	"math"
)

type Optimizer interface {
	Name() string
	Step(x, grad []float64)
}

type SGD struct{ Rate float64 }

type Momentum struct {
	SGD
	Beta     float64
	velocity []float64
}

type Adam struct {
	Rate, Beta1, Beta2 float64
	m, v               []float64
	t                  int
}

func (o *SGD) Name() string { return "SGD" }
func (o *SGD) Step(x, grad []float64) {
	for i := range x {
		x[i] -= o.Rate * grad[i]
	}
}

func (o *Momentum) Name() string { return o.SGD.Name() + " with momentum" }
func (o *Momentum) Step(x, grad []float64) {
	if o.velocity == nil {
		o.velocity = make([]float64, len(x))
	}
	for i, g := range grad {
		o.velocity[i] = o.Beta*o.velocity[i] + g
	}
	o.SGD.Step(x, o.velocity)
}

func (o *Adam) Name() string { return "Adam" }
func (o *Adam) Step(x, grad []float64) {
	if o.m == nil {
		o.m, o.v = make([]float64, len(x)), make([]float64, len(x))
	}
	o.t++
	for i, g := range grad {
		o.m[i] = o.Beta1*o.m[i] + (1-o.Beta1)*g
		o.v[i] = o.Beta2*o.v[i] + (1-o.Beta2)*g*g
		m := o.m[i] / (1 - math.Pow(o.Beta1, float64(o.t)))
		v := o.v[i] / (1 - math.Pow(o.Beta2, float64(o.t)))
		x[i] -= o.Rate * m / (math.Sqrt(v) + 1e-8)
	}
}

func rosenbrock(x []float64) (f float64, grad []float64) {
	a, b := 1-x[0], x[1]-x[0]*x[0]
	return a*a + 100*b*b, []float64{-2*a - 400*x[0]*b, 200 * b}
}

func main() {
	for _, o := range []Optimizer{
		&SGD{Rate: 1e-3},
		&Momentum{SGD: SGD{Rate: 2e-4}, Beta: 0.9},
		&Adam{Rate: 0.05, Beta1: 0.9, Beta2: 0.999},
	} {
		x := []float64{-1, 1.5}
		for range 1000 {
			_, g := rosenbrock(x)
			o.Step(x, g)
		}
		f, _ := rosenbrock(x)
		fmt.Printf("%-18s f = %.6f at %.3f\n", o.Name(), f, x)
	}
}
