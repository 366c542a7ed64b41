package nn

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"gradus/nn/internal/safetensors"
)

// The metadata of a model's file.
const (
	metaModel     = "gradus.model"     // the constructor call
	metaInput     = "gradus.input"     // the shape of a sample, as JSON
	metaReference = "gradus.reference" // the Reference, as JSON
)

// Save writes the model in the safetensors format, which other libraries read,
// too: every parameter and buffer under a name such as "0.W" (the number of the
// layer, its own name), and as metadata the layers, so that [LoadModel] can make
// them anew. A file that is there already is replaced in one step, or stays.
func (m *Model) Save(path string) error {
	f, err := m.file()
	if err == nil {
		err = f.WriteFile(path)
	}
	if err != nil {
		return fmt.Errorf("nn: Save: %w", err)
	}
	return nil
}

// Encode returns what Save writes, for a program that embeds it.
func (m *Model) Encode() ([]byte, error) {
	f, err := m.file()
	if err != nil {
		return nil, fmt.Errorf("nn: Encode: %w", err)
	}
	return f.Encode()
}

func (m *Model) file() (*safetensors.File, error) {
	f := &safetensors.File{Metadata: map[string]string{metaModel: m.withoutInt8().GoString()}}
	for _, t := range m.state() {
		f.Arrays = append(f.Arrays, t.array())
	}
	f.Arrays = append(f.Arrays, m.int8Arrays("")...)
	if err := addJSON(f, metaInput, m.inputShape, m.inputShape != nil); err != nil {
		return nil, err
	}
	return f, addJSON(f, metaReference, m.reference, m.reference != nil)
}

func addJSON(f *safetensors.File, key string, value any, known bool) error {
	if !known {
		return nil
	}
	text, err := json.Marshal(value)
	f.Metadata[key] = string(text)
	return err
}

func (t stateTensor) array() safetensors.Array {
	if t.DType() == Float32 {
		return safetensors.FromFloat32(t.name, t.Float32s(), t.Shape()...)
	}
	return safetensors.FromFloat64(t.name, t.Float64s(), t.Shape()...)
}

// Load reads the parameters and buffers of a file that Save wrote into the model,
// which must have the same layers. They are converted to the type that they have
// in the model. After an error the model is as it was before.
func (m *Model) Load(path string) error {
	f, err := safetensors.ReadFile(path)
	if err == nil {
		err = m.load(f)
	}
	if err != nil {
		return fmt.Errorf("nn: Load %s: %w", path, err)
	}
	return nil
}

// LoadModel makes the model that Save wrote: its layers with their parameters. A
// layer type of your own it cannot make: make the model as for training then, and
// use [Model.Load].
func LoadModel(path string) (*Model, error) {
	f, err := safetensors.ReadFile(path)
	if err == nil {
		var m *Model
		if m, err = modelOf(f); err == nil {
			return m, nil
		}
	}
	return nil, fmt.Errorf("nn: LoadModel %s: %w", path, err)
}

// DecodeModel is LoadModel for a file that is in memory, such as an embedded one.
func DecodeModel(data []byte) (*Model, error) {
	f, err := safetensors.Decode(data)
	if err == nil {
		var m *Model
		if m, err = modelOf(f); err == nil {
			return m, nil
		}
	}
	return nil, fmt.Errorf("nn: DecodeModel: %w", err)
}

// modelOf makes the model of a file. A file that lies about its layers may cost 16
// times the memory that it takes itself, and 64 MB.
func modelOf(f *safetensors.File) (*Model, error) {
	text, ok := f.Metadata[metaModel]
	if !ok {
		return nil, errors.New("the file does not say which layers the model has: make the model yourself and use Load, or LoadTorch if PyTorch wrote it")
	}
	elements := 0
	for _, a := range f.Arrays {
		elements += a.Len()
	}
	m, err := newArchitecture(text, 16*float64(elements)+1<<24)
	if err != nil {
		return nil, err
	}
	if f, err = m.loadInt8(f); err != nil {
		return nil, err
	}
	for _, t := range m.state() {
		if a, ok := f.Array(t.name); ok && a.DType == safetensors.Float64 {
			t.convert(Float64)
		}
	}
	if err := m.load(f); err != nil {
		return nil, err
	}
	return m, nil
}

// load copies the arrays of f into the model, if all of them fit.
func (m *Model) load(f *safetensors.File) error {
	unused := map[string]safetensors.Array{}
	for _, a := range f.Arrays {
		unused[a.Name] = a
	}
	var problems []string
	state := m.state()
	arrays := make([]safetensors.Array, len(state))
	for i, t := range state {
		a, ok := unused[t.name]
		delete(unused, t.name)
		arrays[i] = a
		switch {
		case !ok:
			problems = append(problems, fmt.Sprintf("%s of %s is missing", t.name, t.layer))
		case !slices.Equal(a.Shape, t.shape):
			problems = append(problems, fmt.Sprintf("%s has shape %v in the file and %v in %s", t.name, a.Shape, t.shape, t.layer))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(unused)) {
		problems = append(problems, fmt.Sprintf("%s is no parameter of the model", name))
	}
	if len(problems) > 0 {
		return misfit(problems, f.Metadata[metaModel])
	}
	input, reference, err := notes(f.Metadata)
	if err != nil {
		return err
	}
	values := make([]*Tensor, len(state))
	for i, a := range arrays {
		if values[i], err = tensorOf(a); err != nil {
			return err
		}
	}
	for i, t := range state {
		t.CopyFrom(values[i])
	}
	m.inputShape, m.reference = input, reference
	return nil
}

// misfit is the error of a file of another model.
func misfit(problems []string, layers string) error {
	const most = 4
	if n := len(problems); n > most {
		problems = append(problems[:most:most], fmt.Sprintf("and %d more", n-most))
	}
	text := strings.Join(problems, "; ")
	if layers != "" && len(layers) < 1000 {
		text += "; the file is of " + layers
	}
	return errors.New(text)
}

// tensorOf makes a tensor of an array of numbers.
func tensorOf(a safetensors.Array) (*Tensor, error) {
	if a.DType == safetensors.Float64 {
		data, err := a.Float64s()
		if err != nil {
			return nil, err
		}
		return FromFloat64(data, a.Shape...), nil
	}
	data, err := a.Float32s()
	if err != nil {
		return nil, err
	}
	return FromFloat32(data, a.Shape...), nil
}

// notes reads the metadata that is not the layers.
func notes(metadata map[string]string) (input []int, reference *Reference, err error) {
	if text, ok := metadata[metaInput]; ok {
		if err := json.Unmarshal([]byte(text), &input); err != nil || !sensible(input) {
			return nil, nil, fmt.Errorf("metadata %s is no shape", metaInput)
		}
	}
	if text, ok := metadata[metaReference]; ok {
		if err := json.Unmarshal([]byte(text), &reference); err != nil || reference == nil {
			return nil, nil, fmt.Errorf("metadata %s: no reference: %w", metaReference, err)
		}
		if err := reference.check(); err != nil {
			return nil, nil, fmt.Errorf("metadata %s: %w", metaReference, err)
		}
	}
	return input, reference, nil
}

// sensible reports whether a shape of a sample has sizes that a tensor can have.
func sensible(shape []int) bool {
	n := 1
	for _, d := range shape {
		if d < 1 || n > math.MaxInt32/d {
			return false
		}
		n *= d
	}
	return len(shape) > 0
}
