package nn

import (
	"fmt"
	"strconv"
)

// stateTensor is a tensor that a model consists of: a parameter or a buffer.
type stateTensor struct {
	name  string // in a file: "2.W", the numbers of layers and the tensor's own name
	layer string // for messages: "layer 2 Linear(16, 1)"
	*Tensor
}

// state lists the parameters and buffers of all layers in order, each once.
func (m *Model) state() []stateTensor {
	var s stateLister
	s.sublayers(m, "", "")
	return s.list
}

type stateLister struct {
	list []stateTensor
	seen map[*Tensor]bool
}

func (s *stateLister) sublayers(l Layer, prefix, path string) {
	c, ok := l.(container)
	if !ok {
		return
	}
	for i, inner := range c.Sublayers() {
		s.layer(inner, fmt.Sprintf("%s%d.", prefix, i), path+fmt.Sprintf("layer %d ", i))
	}
}

// layer lists the tensors of the layers that l is made of, then its own. An own
// tensor without a name, or with one that another has, is called by its number.
func (s *stateLister) layer(l Layer, prefix, path string) {
	s.sublayers(l, prefix, path)
	own := l.Params()
	if b, ok := l.(stateful); ok {
		own = append(own[:len(own):len(own)], b.Buffers()...)
	}
	if s.seen == nil {
		s.seen = map[*Tensor]bool{}
	}
	taken := map[string]bool{}
	for i, t := range own {
		if s.seen[t] {
			continue
		}
		s.seen[t] = true
		name := t.name
		if name == "" || taken[name] {
			name = strconv.Itoa(i)
		}
		taken[name] = true
		s.list = append(s.list, stateTensor{prefix + name, path + layerName(l), t})
	}
}
