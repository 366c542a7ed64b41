package lessons_test

import (
	"fmt"
	"math"

	"gradus/lessons"
)

// shiftedSoftmax is what a learner would write.
func shiftedSoftmax(z []float64) []float64 {
	m, sum := z[0], 0.0
	for _, v := range z {
		m = math.Max(m, v)
	}
	p := make([]float64, len(z))
	for i, v := range z {
		p[i] = math.Exp(v - m)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

func ExampleCheck() {
	softmax := func(z []float64) []float64 { // forgets the shift
		p, sum := make([]float64, len(z)), 0.0
		for i, v := range z {
			p[i] = math.Exp(v)
			sum += p[i]
		}
		for i := range p {
			p[i] /= sum
		}
		return p
	}
	f := lessons.Check("02.2", softmax)
	fmt.Println(f.State, "-", f.Bug)
	f = lessons.Check("02.2", shiftedSoftmax)
	fmt.Println(f.State)
	// Output:
	// almost - not shifted
	// correct
}

func ExampleHint() {
	fmt.Println(lessons.Hint("02.3"))
	// Output:
	// **Hint 02.3** (1 of 3): One loop over the flowers, `for i, z := range logits`. In it, the true class is
	// `y := classes[i]`, and the loss of this flower is the last formula above.
}
