package nn

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"gradus/nn/internal/safetensors"
)

// torchRule says how the parameters of PyTorch's module of that kind become those
// of a layer: it takes arrays by their names in the module's state_dict, brings
// their axes into nn's order, and sets the layer's tensors to them.
type torchRule struct {
	layer reflect.Type
	load  func(t *torchLoader, l Layer)
}

// torchRules is the table of layers that LoadTorch knows. A layer without
// parameters or buffers needs no line.
func torchRules() []torchRule {
	return []torchRule{
		fromTorch((*torchLoader).attention),
		fromTorch((*torchLoader).batchNorm),
		fromTorch((*torchLoader).conv),
		fromTorch((*torchLoader).convTranspose),
		fromTorch((*torchLoader).embedding),
		fromTorch((*torchLoader).gru),
		fromTorch((*torchLoader).layerNorm),
		fromTorch((*torchLoader).learnedPositions),
		fromTorch((*torchLoader).linear),
		fromTorch((*torchLoader).lstm),
		fromTorch((*torchLoader).rnn),
		fromTorch((*torchLoader).transformer),
	}
}

func fromTorch[L Layer](load func(t *torchLoader, l L)) torchRule {
	return torchRule{reflect.TypeFor[L](), func(t *torchLoader, l Layer) { load(t, l.(L)) }}
}

// LoadTorch reads parameters that PyTorch trained into the model, which has the
// same layers. In Python:
//
//	from safetensors.torch import save_file
//	save_file(model.state_dict(), "model.safetensors")
//
// A layer's parameters are found under its number, as in torch.nn.Sequential:
// "0.weight"; layers within layers under "2.0.weight". In a model with names of its
// own, such as "conv1.weight", give the names of the modules that have parameters,
// in the order of the layers that have some:
//
//	model.LoadTorch("model.safetensors", "conv1", "conv2", "fc")
//
// A name that is given twice, for a stack of recurrent layers, stands for weight_l0
// and weight_l1.
//
// PyTorch keeps channels first, nn last: the weights' axes are reordered, also those
// of a Linear after a Flatten of images. After an error the model is as it was.
func (m *Model) LoadTorch(path string, modules ...string) error {
	f, err := safetensors.ReadFile(path)
	if err == nil {
		err = m.loadTorch(f, modules)
	}
	if err != nil {
		return fmt.Errorf("nn: LoadTorch %s: %w", path, err)
	}
	return nil
}

func (m *Model) loadTorch(f *safetensors.File, modules []string) error {
	if _, ok := f.Metadata[metaModel]; ok {
		return errors.New("this file was written by Save: use Load or LoadModel")
	}
	t := &torchLoader{arrays: map[string]safetensors.Array{}, modules: modules, named: len(modules) > 0, uses: map[string]int{}}
	for _, a := range f.Arrays {
		t.arrays[a.Name] = a
	}
	t.sublayers(m, "", "")
	for _, name := range t.modules {
		t.problem("there is no layer for module %s", name)
	}
	for _, name := range slices.Sorted(maps.Keys(t.arrays)) {
		if !strings.HasSuffix(name, "num_batches_tracked") { // how PyTorch's BatchNorm counts
			t.problem("%s belongs to no layer", name)
		}
	}
	if len(t.problems) > 0 {
		return misfit(t.problems, "")
	}
	for i, to := range t.to {
		to.CopyFrom(t.from[i])
	}
	return nil
}

// torchLoader matches a state_dict with layers.
type torchLoader struct {
	arrays   map[string]safetensors.Array // that are not used yet
	modules  []string                     // names for the next layers with parameters
	named    bool                         // there were such names
	uses     map[string]int               // of each name
	problems []string

	prefix string // of the module at hand: "2."
	index  int    // how often that name was used before
	layer  string // for messages

	// channels of the images or sequences that reach this layer, 0 for vectors.
	channels int
	// flattened is the number of channels before a Flatten: the features that reach
	// this layer are in nn's order (H, W, C), PyTorch's were in (C, H, W).
	flattened int

	to, from []*Tensor // what is set to what, in the end
}

// sublayers loads the layers that l is made of.
func (t *torchLoader) sublayers(l container, prefix, path string) {
	for i, inner := range l.Sublayers() {
		t.load(inner, fmt.Sprintf("%s%d.", prefix, i), path+fmt.Sprintf("layer %d ", i))
	}
}

// load loads a layer that has the given prefix if no names were given.
func (t *torchLoader) load(l Layer, prefix, path string) {
	switch l := l.(type) {
	case *FlattenLayer:
		t.channels, t.flattened = 0, t.channels
	case *PoolLayer:
		if l.global {
			t.channels = 0
		}
	}
	t.layer = path + layerName(l)
	for _, rule := range torchRules() {
		if rule.layer == reflect.TypeOf(l) {
			t.name(prefix)
			rule.load(t, l)
			return
		}
	}
	if c, ok := l.(container); ok {
		t.sublayers(c, prefix, path)
	} else if len(l.Params()) > 0 {
		t.problem("%s has no counterpart in PyTorch that is known here", t.layer)
	}
}

// name finds the name of the next module.
func (t *torchLoader) name(prefix string) {
	t.prefix = prefix
	if t.named {
		if len(t.modules) == 0 {
			t.problem("%s has no module: more layers have parameters than names were given", t.layer)
			return
		}
		t.prefix, t.modules = t.modules[0]+".", t.modules[1:]
	}
	t.index = t.uses[t.prefix]
	t.uses[t.prefix]++
}

func (t *torchLoader) problem(format string, args ...any) {
	t.problems = append(t.problems, fmt.Sprintf(format, args...))
}

// take returns the module's parameter of that name, which must have the shape. If
// there is a problem, it is noted, and the result is zeros.
func (t *torchLoader) take(name string, shape ...int) *Tensor {
	name = t.prefix + name
	a, ok := t.arrays[name]
	delete(t.arrays, name)
	switch {
	case !ok:
		t.problem("%s of %s is missing", name, t.layer)
	case !slices.Equal(a.Shape, shape):
		t.problem("%s has shape %v, and %s needs %v", name, a.Shape, t.layer, shape)
	default:
		x, err := tensorOf(a)
		if err == nil {
			return x
		}
		t.problem("%v", err)
	}
	return Zeros(shape...)
}

// set makes to equal to from, in the end.
func (t *torchLoader) set(to, from *Tensor) {
	t.to, t.from = append(t.to, to), append(t.from, from)
}

// features brings the last axis of x, the features that reach a layer, from the
// order that they have after PyTorch's Flatten into that after nn's.
func (t *torchLoader) features(x *Tensor) *Tensor {
	n := x.Dim(-1)
	if t.flattened == 0 || n%t.flattened != 0 {
		return x
	}
	rows := x.Len() / n
	return x.Reshape(rows, t.flattened, n/t.flattened).Permute(0, 2, 1).Reshape(x.shape...)
}
