package nn

import (
	"math"

	"gradus/nn/internal/vec"
)

// QuantizationAware returns a model to train on before Quantize: it shares m's
// parameters, but its Linear layers and convolutions compute with weights and inputs
// rounded to 8 bits, as they will be. Gradients pass the rounding as if it were not
// there (the straight-through estimator), so that the weights learn to bear it:
//
//	model.QuantizationAware().Fit(train, nn.FitConfig{Epochs: 2})
//	small := model.Quantize(train.X)
//
// Y. Bengio, N. Léonard, A. Courville, "Estimating or propagating gradients through
// stochastic neurons for conditional computation", 2013.
func (m *Model) QuantizationAware() *Model {
	q := &Model{inputShape: m.inputShape, reference: m.reference}
	for _, l := range m.Layers {
		switch l := l.(type) {
		case *LinearLayer, *ConvLayer:
			q.Add(&roundedLayer{of: l, largest: &Tensor{data: vec.Make(true, 1), name: "largest"}})
		case *Model:
			q.Add(l.QuantizationAware())
		default:
			q.Add(l)
		}
	}
	return q
}

// roundedLayer is a layer with rounded weights and inputs.
type roundedLayer struct {
	of      Layer
	largest *Tensor // running maximum of |x|
}

// largestMomentum is how much of the running maximum is kept from batch to batch.
const largestMomentum = 0.95

// rounded: y = scale·round(x/scale), limited to ±127·scale; dL/dx = g inside the limits,
// 0 outside. The settings are the *[]float64 scales, one for each element of the last
// axis, or one for all.
var rounded = &op{
	name: "Rounded",
	forward: func(y *Tensor) {
		scales, x := *y.ctx.(*[]float64), y.in[0].data
		for i := range y.Len() {
			s := scales[i%len(scales)]
			y.data.Set(i, s*math.Max(-127, math.Min(127, math.RoundToEven(x.At(i)/s))))
		}
	},
	backward: func(y *Tensor) {
		scales, x, dx := *y.ctx.(*[]float64), y.in[0].data, y.in[0].gradient()
		for i := range y.Len() {
			if math.Abs(x.At(i)) <= 127.5*scales[i%len(scales)] {
				dx.Set(i, dx.At(i)+y.grad.At(i))
			}
		}
	},
}

func round(x *Tensor, scales []float64) *Tensor {
	y := begin(rounded, x.DType(), x.shape, x)
	*settings[[]float64](y) = scales
	return y.finish()
}

// Forward computes the layer on rounded numbers.
func (l *roundedLayer) Forward(x *Tensor) *Tensor {
	if !x.eval {
		largest := 0.0
		for i := range x.Len() {
			largest = max(largest, math.Abs(x.data.At(i)))
		}
		if before := l.largest.data.At(0); before > 0 {
			largest = largestMomentum*before + (1-largestMomentum)*largest
		}
		l.largest.data.Set(0, largest)
	}
	if scale := l.largest.data.At(0) / 127; scale > 0 {
		x = round(x, []float64{scale})
	}
	switch of := l.of.(type) {
	case *LinearLayer:
		return (&LinearLayer{W: roundUnits(of.W), B: of.B}).Forward(x)
	case *ConvLayer:
		c := *of
		c.W = roundUnits(of.W)
		return c.Forward(x)
	}
	return l.of.Forward(x)
}

// roundUnits rounds weights [..., out] with a scale for each unit.
func roundUnits(w *Tensor) *Tensor {
	_, units := lastAxis(w.shape)
	scales := make([]float64, units)
	for i := range w.Len() {
		scales[i%units] = max(scales[i%units], math.Abs(w.data.At(i))/127)
	}
	for j, s := range scales {
		if s == 0 {
			scales[j] = 1
		}
	}
	return round(w, scales)
}

// Params returns those of the layer.
func (l *roundedLayer) Params() []*Tensor { return l.of.Params() }

// Buffers returns the running maximum of the inputs.
func (l *roundedLayer) Buffers() []*Tensor { return []*Tensor{l.largest} }

// String returns the layer's name, and that it is rounded.
func (l *roundedLayer) String() string { return "Rounded " + layerName(l.of) }

func (l *roundedLayer) outputShape(in []int) []int { return shapeAfter(l.of, in) }
