package nn

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gradus/nn/internal/vec"
)

// memory is what an optimiser remembers of each parameter. Parameters come in the
// same order in every step, so that a place in it is found at once.
type memory struct {
	params []*Tensor
	states []*paramState
}

// paramState is up to two arrays of the parameter's size, such as running means,
// that start as zeros, and the number of steps.
type paramState struct {
	a, b   vec.Array
	step   int
	powers [2]power // of Adam; they follow from step
}

// of returns the state of p, the i-th parameter of this step, with so many arrays.
func (m *memory) of(i int, p *Tensor, arrays int) *paramState {
	if i < len(m.params) && m.params[i] == p {
		return m.states[i]
	}
	if s := m.find(p); s != nil {
		return s
	}
	return m.add(p, arrays)
}

func (m *memory) add(p *Tensor, arrays int) *paramState {
	s := &paramState{}
	if arrays > 0 {
		s.a = zerosLike(p)
	}
	if arrays > 1 {
		s.b = zerosLike(p)
	}
	m.params, m.states = append(m.params, p), append(m.states, s)
	return s
}

func (m *memory) find(p *Tensor) *paramState {
	for i, known := range m.params {
		if known == p {
			return m.states[i]
		}
	}
	return nil
}

// save returns copies of what is remembered of params, under names such as "0.m":
// the parameter's number and what stands in the array.
func (m *memory) save(lr float64, params []*Tensor, names ...string) []NamedTensor {
	state := []NamedTensor{{"lr", Scalar(lr)}}
	for i, p := range params {
		s := m.find(p)
		if s == nil {
			continue // it never had a gradient
		}
		for j, name := range names {
			view := &Tensor{shape: p.shape, data: *s.array(j)}
			state = append(state, NamedTensor{fmt.Sprintf("%d.%s", i, name), view.Clone()})
		}
		state = append(state, NamedTensor{fmt.Sprintf("%d.step", i), Scalar(float64(s.step))})
	}
	return state
}

// load replaces what is remembered, and the learning rate, by what save returned.
// If that does not fit, nothing is changed.
func (m *memory) load(lr *float64, params []*Tensor, state []NamedTensor, names ...string) error {
	loaded, rate := memory{}, math.NaN()
	parts := make([]int, len(params)) // how much of each parameter's state has come
	for _, t := range state {
		if t.Name == "lr" && t.Tensor.Len() == 1 {
			rate = t.Tensor.Item()
			continue
		}
		number, name, _ := strings.Cut(t.Name, ".")
		i, err := strconv.Atoi(number)
		if err != nil || i < 0 || i >= len(params) {
			return fmt.Errorf("nn: optimiser state %q belongs to none of the %d parameters", t.Name, len(params))
		}
		p := params[i]
		s := loaded.find(p)
		if s == nil {
			s = loaded.add(p, len(names))
		}
		parts[i]++
		j := slices.Index(names, name)
		switch {
		case name == "step" && t.Tensor.Len() == 1:
			s.step = int(t.Tensor.Item())
		case j < 0:
			return fmt.Errorf("nn: optimiser state %q is of another optimiser: this one remembers %v", t.Name, names)
		case !sameShape(t.Tensor, p) || t.Tensor.DType() != p.DType():
			return fmt.Errorf("nn: optimiser state %q is %v of shape %v, but parameter %d is %v of shape %v",
				t.Name, t.Tensor.DType(), t.Tensor.Shape(), i, p.DType(), p.Shape())
		default:
			s.array(j).CopyFrom(t.Tensor.data)
		}
	}
	if math.IsNaN(rate) {
		return errors.New(`nn: the optimiser's state has no learning rate "lr"`)
	}
	for i, n := range parts {
		if n != 0 && n != len(names)+1 {
			return fmt.Errorf("nn: the optimiser's state of parameter %d is incomplete: want %v and step", i, names)
		}
	}
	*m, *lr = loaded, rate
	return nil
}

func (s *paramState) array(i int) *vec.Array {
	if i == 0 {
		return &s.a
	}
	return &s.b
}
