package onnx

import (
	"encoding/binary"
	"math"
)

// Type is the type of a tensor's elements (TensorProto.DataType).
type Type int

// The types that nn's models have.
const (
	Float32 Type = 1
	Int64   Type = 7
)

// Tensor is a constant.
type Tensor struct {
	Type  Type
	Shape []int
	Data  []byte // row by row, little-endian
}

// FromFloat32 makes a constant of the elements row by row.
func FromFloat32(data []float32, shape ...int) Tensor {
	t := Tensor{Type: Float32, Shape: shape, Data: make([]byte, 0, 4*len(data))}
	for _, v := range data {
		t.Data = binary.LittleEndian.AppendUint32(t.Data, math.Float32bits(v))
	}
	return t
}

// FromInts makes a vector of whole numbers.
func FromInts(values ...int) Tensor {
	t := Tensor{Type: Int64, Shape: []int{len(values)}}
	for _, v := range values {
		t.Data = binary.LittleEndian.AppendUint64(t.Data, uint64(v))
	}
	return t
}
