package nn

import (
	"errors"
	"fmt"
	"math"
)

// snapshot remembers the weights of the best epoch.
type snapshot struct {
	tensors []*Tensor // what to remember
	values  []*Tensor // copies of it; nil before the first offer
	loss    float64
}

// offer keeps a copy of the weights if their loss is the lowest yet, the one on the
// validation set if there is one, or if they are known to be the best.
func (s *snapshot) offer(metrics map[string]float64, validated, best bool) {
	loss := metrics["loss"]
	if validated {
		loss = metrics["val loss"]
	}
	if !best && (math.IsNaN(loss) || s.values != nil && loss >= s.loss) {
		return
	}
	s.loss = loss
	if s.values == nil {
		for _, t := range s.tensors {
			s.values = append(s.values, &Tensor{shape: t.Shape(), data: zerosLike(t)})
		}
	}
	for i, t := range s.tensors {
		s.values[i].data.CopyFrom(t.data)
	}
}

// restore puts the best weights back, if there are any.
func (s *snapshot) restore() {
	for i, v := range s.values {
		s.tensors[i].data.CopyFrom(v.data)
	}
}

// load replaces the best weights by those of a checkpoint, named "0", "1", ….
func (s *snapshot) load(values []NamedTensor, loss float64) error {
	if len(values) == 0 {
		return nil
	}
	if len(values) != len(s.tensors) {
		return errors.New("its best weights are of another model")
	}
	s.values = make([]*Tensor, len(values))
	for i, t := range s.tensors {
		for _, v := range values {
			if v.Name == fmt.Sprint(i) && sameShape(v.Tensor, t) && v.Tensor.DType() == t.DType() {
				s.values[i] = v.Tensor
			}
		}
		if s.values[i] == nil {
			return errors.New("its best weights are of another model")
		}
	}
	s.loss = loss
	return nil
}
