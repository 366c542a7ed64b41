package nn

// GraphLayer is a model written as a Go function, with branches, loops, layers that
// are used twice: whatever Go can say. The function uses the given layers:
//
//	left, right := nn.Linear(4, 8), nn.Linear(4, 8)
//	layer := nn.Graph(func(x *nn.Tensor) *nn.Tensor {
//		return left.Forward(x).Mul(right.Forward(x).Sigmoid())
//	}, left, right)
type GraphLayer struct {
	f      func(x *Tensor) *Tensor
	layers []Layer
}

// Graph makes a layer y = f(x) of a function and the layers that it uses. Their
// parameters are trained and saved with the layer's; those of a layer that is
// missing from the list are not.
func Graph(f func(x *Tensor) *Tensor, layers ...Layer) *GraphLayer {
	if f == nil {
		valuePanic("Graph", "the function is nil")
	}
	return &GraphLayer{f: f, layers: layers}
}

// Forward returns f(x).
func (l *GraphLayer) Forward(x *Tensor) *Tensor { return l.f(x) }

// Params returns the parameters of the layers, in their order, each once.
func (l *GraphLayer) Params() []*Tensor {
	var params []*Tensor
	seen := map[*Tensor]bool{}
	for _, inner := range l.layers {
		for _, p := range inner.Params() {
			if !seen[p] {
				seen[p] = true
				params = append(params, p)
			}
		}
	}
	return params
}

// Buffers returns the state of the layers.
func (l *GraphLayer) Buffers() []*Tensor { return buffersOf(l) }

// Sublayers returns the layers that the function uses.
func (l *GraphLayer) Sublayers() []Layer { return l.layers }

// String returns "Graph(f, layer, …)".
func (l *GraphLayer) String() string { return l.call("") }

func (l *GraphLayer) call(prefix string) string {
	if len(l.layers) == 0 {
		return prefix + "Graph(f)"
	}
	return prefix + "Graph(f, " + callAll(l.layers, prefix) + ")"
}
