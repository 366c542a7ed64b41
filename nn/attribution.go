package nn

import "gradus/nn/internal/vec"

// Attribution: which parts of an input a model's decision rests on. All methods take
// a batch x, run the model as in a prediction, and explain the score of one class,
// the model's output at that index; a class of -1 stands for the class predicted for
// each sample. Leave Softmax off the model: probabilities that are nearly 1 have
// nearly no slope.

// Saliency returns how strongly the score of the class changes with each number of
// the input, |∂score/∂x|, a tensor of x's shape. K. Simonyan, A. Vedaldi, A.
// Zisserman, "Deep inside convolutional networks", 2013.
func (m *Model) Saliency(x *Tensor, class int) *Tensor {
	g, _ := m.scoreGradient("Saliency", m.Layers, x, m.explained("Saliency", x, class))
	return g.Abs()
}

// IntegratedGradients returns what each number of the input contributes to the score
// of the class, compared with a baseline such as a black image, of x's shape or one
// sample's: (x - baseline) times the mean gradient on the straight path between them,
// at so many steps (50 are usual). The contributions to a sample add up to the
// difference of the two scores. M. Sundararajan, A. Taly, Q. Yan, "Axiomatic
// attribution for deep networks", ICML 2017.
func (m *Model) IntegratedGradients(x, baseline *Tensor, class, steps int) *Tensor {
	if steps < 1 {
		valuePanic("IntegratedGradients", "%d steps: at least one is needed", steps)
	}
	x = x.Detach()
	path := x.Sub(baseline.Detach())
	if !sameShape(path, x) {
		shapePanic("IntegratedGradients", "the baseline must have the shape of x, or of one sample", x.shape, baseline.shape)
	}
	classes := m.explained("IntegratedGradients", x, class)
	sum := &Tensor{shape: x.Shape(), data: vec.Make(true, x.Len())}
	for i := range steps {
		back := Scalar((float64(i)+0.5)/float64(steps) - 1).To(x.DType()) // the middle of the i-th piece
		g, _ := m.scoreGradient("IntegratedGradients", m.Layers, x.Add(path.Mul(back)), classes)
		sum = sum.Add(g)
	}
	return sum.Mul(path).Mul(Scalar(1 / float64(steps)))
}

// GradCAM returns a map [N, H, W] of the places in images [N, H, W, C] that speak for
// the class: the feature maps A that the given layer puts out (usually the last
// convolution), each weighted with the mean slope of the score over the map, added up,
// without what is negative, and stretched to the images' size.
//
//	αₖ = meanᵢⱼ ∂score/∂Aᵢⱼₖ      map = max(0, Σₖ αₖ·Aₖ)
//
// R. Selvaraju et al., "Grad-CAM: visual explanations from deep networks via
// gradient-based localization", ICCV 2017.
func (m *Model) GradCAM(x *Tensor, layer, class int) *Tensor {
	if layer < 0 || layer >= len(m.Layers) {
		valuePanic("GradCAM", "there is no layer %d among %d", layer, len(m.Layers))
	}
	if len(x.shape) != 4 {
		shapePanic("GradCAM", "images are [N, H, W, C]", x.shape)
	}
	classes := m.explained("GradCAM", x, class)
	features := (&Model{Layers: m.Layers[:layer+1]}).Predict(x)
	if len(features.shape) != 4 {
		shapePanic("GradCAM", "the output of "+m.layerPath(layer, "")+" is no batch of feature maps", features.shape)
	}
	g, _ := m.scoreGradient("GradCAM", m.Layers[layer+1:], features, classes)
	weights := g.Mean(1, 2).Reshape(g.shape[0], 1, 1, g.shape[3])
	heat := features.Mul(weights).Sum(-1).ReLU()
	return stretchImages(heat, x.shape[1], x.shape[2])
}

// Occlusion returns a map [N, H, W] of how much the score of the class falls when a
// square of so many pixels around a place of an image [N, H, W, C] is set to 0; the
// square moves in steps of half its size. M. Zeiler, R. Fergus, "Visualizing and
// understanding convolutional networks", ECCV 2014.
func (m *Model) Occlusion(x *Tensor, patch, class int) *Tensor {
	if len(x.shape) != 4 {
		shapePanic("Occlusion", "images are [N, H, W, C]", x.shape)
	}
	if patch < 1 {
		valuePanic("Occlusion", "a square of %d pixels hides nothing", patch)
	}
	x = x.Detach()
	n, h, w, c := x.shape[0], x.shape[1], x.shape[2], x.shape[3]
	classes := m.explained("Occlusion", x, class)
	whole := m.scores(x, classes)
	fall, covered := Zeros(n, h, w), Zeros(h, w)
	step := max(1, patch/2)
	for top := 0; top < h; top += step {
		for left := 0; left < w; left += step {
			hidden := x.Clone()
			bottom, right := min(top+patch, h), min(left+patch, w)
			for i := range n {
				for row := top; row < bottom; row++ {
					at := ((i*h+row)*w + left) * c
					hidden.data.Slice(at, at+(right-left)*c).Zero()
				}
			}
			scores := m.scores(hidden, classes)
			for row := top; row < bottom; row++ {
				for col := left; col < right; col++ {
					covered.data.F64[row*w+col]++
					for i := range n {
						fall.data.F64[(i*h+row)*w+col] += whole[i] - scores[i]
					}
				}
			}
		}
	}
	return fall.Div(covered)
}

// explained returns the class to explain for each sample.
func (m *Model) explained(op string, x *Tensor, class int) []int {
	y := m.Predict(x)
	if len(y.shape) != 2 || y.shape[1] == 0 {
		shapePanic(op, "the model must give a row of scores for each sample", y.shape)
	}
	if class < -1 || class >= y.shape[1] {
		valuePanic(op, "there is no class %d among %d outputs", class, y.shape[1])
	}
	classes := y.ArgMax()
	if class >= 0 {
		for i := range classes {
			classes[i] = class
		}
	}
	return classes
}

// scores returns the score of each sample's class.
func (m *Model) scores(x *Tensor, classes []int) []float64 {
	y := m.Predict(x)
	s := make([]float64, len(classes))
	for i, class := range classes {
		s[i] = y.At(i, class)
	}
	return s
}

// scoreGradient sends x through layers as in a prediction, and returns the gradient of
// each sample's score with respect to x, and the scores. Gradients of parameters are
// neither computed nor changed.
func (m *Model) scoreGradient(op string, layers []Layer, x *Tensor, classes []int) (*Tensor, []float64) {
	frozen := &arena{shadows: map[*Tensor]*Tensor{}}
	for _, p := range m.Params() {
		frozen.shadows[p] = &Tensor{shape: p.shape, data: p.data, name: p.name}
	}
	in := frozen.adopt(x.Detach().To(m.dtype()))
	in.requires, in.eval = true, true
	y := (&Model{Layers: layers}).Forward(in)
	if len(y.shape) != 2 || y.shape[0] != len(classes) {
		shapePanic(op, "the model must give a row of scores for each sample", y.shape)
	}
	chosen := Zeros(y.shape...)
	scores := make([]float64, len(classes))
	for i, class := range classes {
		chosen.Set(1, i, class)
		scores[i] = y.At(i, class)
	}
	y.Mul(chosen.To(y.DType())).Sum().Backward()
	g := in.Grad()
	if g == nil {
		g = &Tensor{shape: in.Shape(), data: zerosLike(in)}
	}
	return g, scores
}

// stretchImages resizes maps [N, h, w] to [N, H, W], bilinearly.
func stretchImages(x *Tensor, height, width int) *Tensor {
	n, h, w := x.shape[0], x.shape[1], x.shape[2]
	y := Zeros(n, height, width)
	for i := range n {
		for row := range height {
			top, down := between(row, height, h)
			for col := range width {
				left, right := between(col, width, w)
				upper := (1-right)*x.At(i, top, left) + right*x.At(i, top, min(left+1, w-1))
				lower := (1-right)*x.At(i, min(top+1, h-1), left) + right*x.At(i, min(top+1, h-1), min(left+1, w-1))
				y.data.F64[(i*height+row)*width+col] = (1-down)*upper + down*lower
			}
		}
	}
	return y
}

// between says where pixel i of a line of n lies on a line of m: after pixel at, by
// part of the way to the next. The middles of the lines' ends coincide.
func between(i, n, m int) (at int, part float64) {
	p := (float64(i)+0.5)*float64(m)/float64(n) - 0.5
	p = min(max(p, 0), float64(m-1))
	return int(p), p - float64(int(p))
}
