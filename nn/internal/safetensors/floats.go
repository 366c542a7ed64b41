package safetensors

import (
	"encoding/binary"
	"fmt"
	"math"
)

// FromFloat32 makes an array of F32 from a copy of data.
func FromFloat32(name string, data []float32, shape ...int) Array {
	a := Array{Name: name, DType: Float32, Shape: shape, Data: make([]byte, 0, 4*len(data))}
	for _, v := range data {
		a.Data = binary.LittleEndian.AppendUint32(a.Data, math.Float32bits(v))
	}
	return a
}

// FromFloat64 makes an array of F64 from a copy of data.
func FromFloat64(name string, data []float64, shape ...int) Array {
	a := Array{Name: name, DType: Float64, Shape: shape, Data: make([]byte, 0, 8*len(data))}
	for _, v := range data {
		a.Data = binary.LittleEndian.AppendUint64(a.Data, math.Float64bits(v))
	}
	return a
}

// Len is the number of elements.
func (a Array) Len() int { return len(a.Data) / bytesEach[a.DType] }

// Float64s returns the elements of an array of any numbers. Whole numbers beyond
// 2⁵³ are rounded.
func (a Array) Float64s() ([]float64, error) {
	element, ok := elements[a.DType]
	if !ok {
		return nil, fmt.Errorf("safetensors: array %s has elements of type %s, which are not read as numbers", quote(a.Name), a.DType)
	}
	each := bytesEach[a.DType]
	values := make([]float64, len(a.Data)/each)
	for i := range values {
		values[i] = element(a.Data[i*each:])
	}
	return values, nil
}

// Float32s returns the elements, rounded to float32.
func (a Array) Float32s() ([]float32, error) {
	if a.DType == Float32 {
		values := make([]float32, len(a.Data)/4)
		for i := range values {
			values[i] = math.Float32frombits(binary.LittleEndian.Uint32(a.Data[4*i:]))
		}
		return values, nil
	}
	wide, err := a.Float64s()
	values := make([]float32, len(wide))
	for i, v := range wide {
		values[i] = float32(v)
	}
	return values, err
}

// elements reads the element that b begins with.
var elements = map[DType]func(b []byte) float64{
	Bool:     func(b []byte) float64 { return float64(b[0]) },
	Uint8:    func(b []byte) float64 { return float64(b[0]) },
	Int8:     func(b []byte) float64 { return float64(int8(b[0])) },
	Int16:    func(b []byte) float64 { return float64(int16(binary.LittleEndian.Uint16(b))) },
	Uint16:   func(b []byte) float64 { return float64(binary.LittleEndian.Uint16(b)) },
	Float16:  func(b []byte) float64 { return half(binary.LittleEndian.Uint16(b)) },
	BFloat16: func(b []byte) float64 { return brain(binary.LittleEndian.Uint16(b)) },
	Int32:    func(b []byte) float64 { return float64(int32(binary.LittleEndian.Uint32(b))) },
	Uint32:   func(b []byte) float64 { return float64(binary.LittleEndian.Uint32(b)) },
	Float32:  func(b []byte) float64 { return float64(math.Float32frombits(binary.LittleEndian.Uint32(b))) },
	Int64:    func(b []byte) float64 { return float64(int64(binary.LittleEndian.Uint64(b))) },
	Uint64:   func(b []byte) float64 { return float64(binary.LittleEndian.Uint64(b)) },
	Float64:  func(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) },
}

// half reads IEEE 754's binary16: 1 bit sign, 5 bits exponent, 10 bits fraction.
func half(bits uint16) float64 {
	exponent, fraction := int(bits>>10&31), float64(bits&1023)
	var v float64
	switch {
	case exponent == 31 && fraction != 0:
		return math.NaN()
	case exponent == 31:
		v = math.Inf(1)
	case exponent == 0:
		v = math.Ldexp(fraction, -24) // subnormal
	default:
		v = math.Ldexp(1024+fraction, exponent-25)
	}
	if bits>>15 == 1 {
		return -v
	}
	return v
}

// brain reads bfloat16, the upper half of a float32.
func brain(bits uint16) float64 { return float64(math.Float32frombits(uint32(bits) << 16)) }
