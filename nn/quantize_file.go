package nn

import (
	"fmt"
	"math"
	"slices"

	"gradus/nn/internal/safetensors"
)

// In a file, an Int8Layer has these arrays after the prefix of its place: whole
// numbers, a row for each unit, the scales of the rows, the bias, and the scale of the
// inputs.
const (
	int8Weights = "int8"
	int8Scales  = "scales"
	int8Bias    = "bias"
	int8Input   = "input"
)

// withoutInt8 is the model with the layers that its Int8Layers were made of, to name
// them.
func (m *Model) withoutInt8() *Model {
	plain := &Model{}
	for _, l := range m.Layers {
		switch l := l.(type) {
		case *Int8Layer:
			plain.Add(l.of)
		case *Model:
			plain.Add(l.withoutInt8())
		default:
			plain.Add(l)
		}
	}
	return plain
}

// int8Arrays is what a file has of the Int8Layers.
func (m *Model) int8Arrays(prefix string) []safetensors.Array {
	var arrays []safetensors.Array
	for i, l := range m.Layers {
		place := fmt.Sprintf("%s%d.", prefix, i)
		switch l := l.(type) {
		case *Model:
			arrays = append(arrays, l.int8Arrays(place)...)
		case *Int8Layer:
			weights := make([]byte, len(l.weights))
			for k, v := range l.weights {
				weights[k] = byte(v)
			}
			arrays = append(arrays,
				safetensors.Array{Name: place + int8Weights, DType: safetensors.Int8, Shape: []int{l.out, l.in}, Data: weights},
				safetensors.FromFloat32(place+int8Scales, l.scales, l.out),
				safetensors.FromFloat64(place+int8Input, []float64{l.input}))
			if l.bias != nil {
				arrays = append(arrays, safetensors.FromFloat32(place+int8Bias, l.bias, l.out))
			}
		}
	}
	return arrays
}

// loadInt8 puts the Int8Layers of a file into the model, in the place of the layers
// they were made of, and returns the file without their arrays.
func (m *Model) loadInt8(f *safetensors.File) (rest *safetensors.File, err error) {
	rest = &safetensors.File{Metadata: f.Metadata, Arrays: slices.Clone(f.Arrays)}
	return rest, m.takeInt8(rest, "")
}

func (m *Model) takeInt8(f *safetensors.File, prefix string) error {
	for i, l := range m.Layers {
		place := fmt.Sprintf("%s%d.", prefix, i)
		if inner, ok := l.(*Model); ok {
			if err := inner.takeInt8(f, place); err != nil {
				return err
			}
		}
		if _, ok := f.Array(place + int8Weights); !ok {
			continue
		}
		switch l.(type) {
		case *LinearLayer, *ConvLayer:
		default:
			return fmt.Errorf("%s%s: %s has no weights of 8 bits", place, int8Weights, layerName(l))
		}
		q := emptyInt8(l)
		if err := q.take(f, place); err != nil {
			return fmt.Errorf("layer %d %s: %w", i, layerName(l), err)
		}
		m.Layers[i] = q
	}
	return nil
}

// take fills the layer from the arrays of its place, and takes those out of f.
func (l *Int8Layer) take(f *safetensors.File, place string) error {
	floats := func(name string, shape ...int) ([]float32, error) {
		a, ok := f.Array(place + name)
		if !ok || !slices.Equal(a.Shape, shape) {
			return nil, fmt.Errorf("%s%s must have shape %v", place, name, shape)
		}
		v, err := a.Float32s()
		for _, x := range v {
			if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
				return nil, fmt.Errorf("%s%s has the value %v", place, name, x)
			}
		}
		return v, err
	}
	w, _ := f.Array(place + int8Weights)
	if w.DType != safetensors.Int8 || !slices.Equal(w.Shape, []int{l.out, l.in}) {
		return fmt.Errorf("%s must be I8 of shape %v, not %s of %v", w.Name, []int{l.out, l.in}, w.DType, w.Shape)
	}
	for k, b := range w.Data {
		l.weights[k] = max(int8(b), -127)
	}
	scales, err := floats(int8Scales, l.out)
	if err != nil {
		return err
	}
	l.scales = scales
	if _, ok := f.Array(place + int8Bias); ok {
		if l.bias, err = floats(int8Bias, l.out); err != nil {
			return err
		}
	}
	if _, err := floats(int8Input); err != nil {
		return err
	}
	a, _ := f.Array(place + int8Input)
	input, err := a.Float64s()
	if err != nil {
		return err
	}
	if l.input = input[0]; !(l.input > 0) {
		return fmt.Errorf("%s%s is %v, not positive", place, int8Input, l.input)
	}
	f.Arrays = slices.DeleteFunc(f.Arrays, func(a safetensors.Array) bool {
		return slices.Contains([]string{place + int8Weights, place + int8Scales, place + int8Bias, place + int8Input}, a.Name)
	})
	return nil
}
