// Package safetensors reads and writes the safetensors format, which Hugging Face
// made so that loading a model cannot run code, as Python's pickle can:
//
//	8 bytes   N, the length of the header, little-endian
//	N bytes   header, a JSON object padded with spaces:
//	            {"__metadata__": {"key": "text", …},
//	             "0.W": {"dtype": "F32", "shape": [2, 16], "data_offsets": [0, 128]}, …}
//	the rest  the arrays' elements, row by row, little-endian; data_offsets count from here
//
// The arrays lie side by side: none overlaps another, no byte belongs to none.
//
// A file is not trusted. Everything in the header is checked against the bytes
// that are there before anything of the size it speaks of is allocated.
// See https://github.com/huggingface/safetensors.
package safetensors

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// DType names the type of an array's elements, as the format writes it.
type DType string

// The element types of the format that are whole bytes.
const (
	Bool     DType = "BOOL"
	Uint8    DType = "U8"
	Int8     DType = "I8"
	Float8E4 DType = "F8_E4M3"
	Float8E5 DType = "F8_E5M2"
	Int16    DType = "I16"
	Uint16   DType = "U16"
	Float16  DType = "F16"
	BFloat16 DType = "BF16"
	Int32    DType = "I32"
	Uint32   DType = "U32"
	Float32  DType = "F32"
	Int64    DType = "I64"
	Uint64   DType = "U64"
	Float64  DType = "F64"
)

// bytesEach is the size of an element.
var bytesEach = map[DType]int{
	Bool: 1, Uint8: 1, Int8: 1, Float8E4: 1, Float8E5: 1,
	Int16: 2, Uint16: 2, Float16: 2, BFloat16: 2,
	Int32: 4, Uint32: 4, Float32: 4,
	Int64: 8, Uint64: 8, Float64: 8,
}

// Array is a named array.
type Array struct {
	Name  string
	DType DType
	Shape []int  // empty for a scalar
	Data  []byte // the elements row by row, little-endian
}

// File is what a file holds.
type File struct {
	Metadata map[string]string // free text; may be nil
	Arrays   []Array
}

// Array returns the array of that name.
func (f *File) Array(name string) (Array, bool) {
	i := slices.IndexFunc(f.Arrays, func(a Array) bool { return a.Name == name })
	if i < 0 {
		return Array{}, false
	}
	return f.Arrays[i], true
}

// maxAxes is what numpy and PyTorch allow.
const maxAxes = 64

// byteSize is the number of bytes that an array of such a type and shape takes.
func byteSize(dtype DType, shape []int) (int, error) {
	each, ok := bytesEach[dtype]
	if !ok {
		return 0, fmt.Errorf("dtype %s is unknown", quote(string(dtype)))
	}
	if len(shape) > maxAxes {
		return 0, fmt.Errorf("%d axes are more than %d", len(shape), maxAxes)
	}
	n := uint64(each)
	for _, d := range shape {
		if d < 0 {
			return 0, fmt.Errorf("shape %v has a negative size", shape)
		}
		high, low := bits.Mul64(n, uint64(d))
		if high != 0 || low > math.MaxInt {
			return 0, fmt.Errorf("shape %v has more elements than can be counted", shape)
		}
		n = low
	}
	return int(n), nil
}

// quote quotes a name of unknown length for a message.
func quote(name string) string {
	if len(name) > 100 {
		return fmt.Sprintf("%.97q…", name)
	}
	return fmt.Sprintf("%q", name)
}
