package nn

// ResidualLayer adds its input to what layers make of it:
//
//	y = x + f(x)      or, with Project, y = P(x) + f(x)
//
// The gradient reaches x past the layers, too, dL/dx = G + (df/dx)ᵀ·G, which is why
// networks of many such blocks can be trained. K. He, X. Zhang, S. Ren, J. Sun, "Deep
// residual learning for image recognition", CVPR 2016.
type ResidualLayer struct {
	f       *Model
	project Layer // nil for the identity
}

// Residual makes a layer y = x + f(x), where f is the chain of the given layers. f(x)
// must have the shape of x.
func Residual(layers ...Layer) *ResidualLayer { return &ResidualLayer{f: Sequential(layers...)} }

// Project makes the layer y = P(x) + f(x), for an f(x) that has another shape than x: P
// is a layer that brings x to that shape, such as a Linear or a convolution of 1×1
// pixels. It returns the layer.
func (l *ResidualLayer) Project(p Layer) *ResidualLayer {
	l.project = p
	return l
}

// Forward returns x + f(x).
func (l *ResidualLayer) Forward(x *Tensor) *Tensor {
	y := l.f.Forward(x)
	if l.project != nil {
		x = l.project.Forward(x)
	}
	if !sameShape(x, y) {
		hint := "x and f(x) must have the same shape to be added; bring x to it with .Project(layer)"
		if l.project != nil {
			hint = "P(x) and f(x) must have the same shape to be added"
		}
		layerPanic(l, "Residual", hint, x.shape, y.shape)
	}
	return x.Add(y)
}

// Params returns the parameters of f's layers, then those of P.
func (l *ResidualLayer) Params() []*Tensor {
	params := l.f.Params()
	if l.project != nil {
		params = append(params, l.project.Params()...)
	}
	return params
}

// Buffers returns the state of f's layers, then that of P.
func (l *ResidualLayer) Buffers() []*Tensor { return buffersOf(l) }

// Sublayers returns f's layers, then P.
func (l *ResidualLayer) Sublayers() []Layer {
	layers := l.f.Layers[:len(l.f.Layers):len(l.f.Layers)]
	if l.project != nil {
		layers = append(layers, l.project)
	}
	return layers
}

// String returns "Residual(layer, …)", with ".Project(layer)" if there is one.
func (l *ResidualLayer) String() string { return l.call("") }

func (l *ResidualLayer) call(prefix string) string {
	s := prefix + "Residual(" + callAll(l.f.Layers, prefix) + ")"
	if l.project != nil {
		s += ".Project(" + callAll([]Layer{l.project}, prefix) + ")"
	}
	return s
}

func (l *ResidualLayer) outputShape(in []int) []int { return l.f.outputShape(in) }
