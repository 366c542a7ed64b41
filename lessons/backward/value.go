package backward

import "math"

// value is the Value of the lesson, as the check has it.
type value struct {
	data, grad float64
	op         string
	inputs     []*value
	slopes     []float64 // slopes[i] = ∂data/∂inputs[i].data
}

func (a *value) add(b *value) *value {
	return &value{op: "Add", data: a.data + b.data, inputs: []*value{a, b}, slopes: []float64{1, 1}}
}

func (a *value) sub(b *value) *value {
	return &value{op: "Sub", data: a.data - b.data, inputs: []*value{a, b}, slopes: []float64{1, -1}}
}

func (a *value) mul(b *value) *value {
	return &value{op: "Mul", data: a.data * b.data, inputs: []*value{a, b}, slopes: []float64{b.data, a.data}}
}

func (a *value) square() *value {
	return &value{op: "Square", data: a.data * a.data, inputs: []*value{a}, slopes: []float64{2 * a.data}}
}

func (a *value) tanh() *value {
	t := math.Tanh(a.data)
	return &value{op: "Tanh", data: t, inputs: []*value{a}, slopes: []float64{1 - t*t}}
}

// order lists v and all that it was made from, each value after its inputs. It
// visits in the same order as the lesson's, because what a Backward that does
// not accumulate leaves behind depends on that.
func (v *value) order() []*value {
	var list []*value
	seen := map[*value]bool{}
	var visit func(u *value)
	visit = func(u *value) {
		if seen[u] {
			return
		}
		seen[u] = true
		for _, in := range u.inputs {
			visit(in)
		}
		list = append(list, u)
	}
	visit(v)
	return list
}
