package onnx

import (
	"maps"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// Attribute is a setting of a node, such as the strides of a convolution: an
// AttributeProto.
type Attribute []byte

// The kinds of attributes (AttributeProto.AttributeType).
const (
	kindFloat  = 1
	kindInt    = 2
	kindString = 3
	kindInts   = 7
	kindTexts  = 8
)

// Int makes an attribute of one whole number.
func Int(name string, v int) Attribute {
	return attribute(name, kindInt, func(m *message) { m.int(3, int64(v)) })
}

// Float makes an attribute of one number.
func Float(name string, v float64) Attribute {
	return attribute(name, kindFloat, func(m *message) { m.float(2, float32(v)) })
}

// String makes an attribute of a text.
func String(name, v string) Attribute {
	return attribute(name, kindString, func(m *message) { m.text(4, v) })
}

// Ints makes an attribute of whole numbers.
func Ints(name string, vs ...int) Attribute {
	return attribute(name, kindInts, func(m *message) {
		for _, v := range vs {
			m.int(8, int64(v))
		}
	})
}

// Strings makes an attribute of texts.
func Strings(name string, vs ...string) Attribute {
	return attribute(name, kindTexts, func(m *message) {
		for _, v := range vs {
			m.text(9, v)
		}
	})
}

func attribute(name string, kind int64, value func(m *message)) Attribute {
	var m message
	m.text(1, name)
	value(&m)
	m.int(20, kind)
	return Attribute(m)
}

// pairs appends a StringStringEntryProto for each key, sorted.
func (m *message) pairs(field protowire.Number, values map[string]string) {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		var pair message
		pair.text(1, key)
		pair.text(2, values[key])
		m.bytes(field, pair)
	}
}
