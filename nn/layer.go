package nn

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Layer is a function of a batch with parameters that can be trained. A learner's
// own type with these two methods is as good as the layers here.
type Layer interface {
	// Forward maps a batch to a batch. It must not change x.
	Forward(x *Tensor) *Tensor
	// Params lists the tensors to train, always in the same order; nil if none.
	Params() []*Tensor
}

// stateful is a layer with numbers that belong to it, but are not trained, such as
// running means.
type stateful interface {
	// Buffers lists them, always in the same order.
	Buffers() []*Tensor
}

// container is a layer made of layers.
type container interface {
	Sublayers() []Layer
}

// eachLayer visits l and the layers it is made of.
func eachLayer(l Layer, visit func(Layer)) {
	visit(l)
	if c, ok := l.(container); ok {
		for _, inner := range c.Sublayers() {
			eachLayer(inner, visit)
		}
	}
}

// keepsNoTensor reports whether all layers are nn's own, of which it is known that
// they keep no tensor beyond a step. Of the function in a Graph it is not.
func keepsNoTensor(l Layer) bool {
	own := true
	eachLayer(l, func(l Layer) {
		if t := reflect.TypeOf(l); t.Kind() != reflect.Pointer || t.Elem().PkgPath() != reflect.TypeFor[Model]().PkgPath() {
			own = false
		}
		if _, ok := l.(*GraphLayer); ok {
			own = false
		}
	})
	return own
}

// shaper is a layer that knows its output's shape from its input's, for
// Model.String. The first size is the batch, unknownSize; others may be, too, and a
// nil shape is unknown.
type shaper interface {
	outputShape(in []int) []int
}

// unknownSize stands for the batch in the shapes of a summary, and for what depends on
// the data.
const unknownSize = -1

// isKnown reports whether the shape of the samples is known in a batch's shape.
func isKnown(shape []int) bool { return len(shape) > 0 && !slices.Contains(shape[1:], unknownSize) }

// unknownShape is a shape of which only the last of the axes is known, the channels.
func unknownShape(axes, channels int) []int {
	shape := slices.Repeat([]int{unknownSize}, axes)
	shape[axes-1] = channels
	return shape
}

// layerName is how messages and tables call a layer: its String, or its type's name.
func layerName(l Layer) string {
	switch l := l.(type) {
	case *Model:
		return l.call("")
	case fmt.Stringer:
		return l.String()
	}
	name := fmt.Sprintf("%T", l)
	name = strings.TrimPrefix(name[strings.LastIndex(name, ".")+1:], "*")
	if strings.HasPrefix(name, "_") { // the interpreter's wrapper of a type in a cell
		return "Layer"
	}
	return name
}
