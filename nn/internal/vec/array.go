package vec

import "fmt"

// Array is a vector of float32 or of float64. One of the two slices is in use;
// when both are nil there is no array.
type Array struct {
	F32 []float32
	F64 []float64
}

// Make returns an array of n zeros.
func Make(is64 bool, n int) Array {
	if is64 {
		return Array{F64: make([]float64, n)}
	}
	return Array{F32: make([]float32, n)}
}

// Len returns the number of elements.
func (a Array) Len() int { return len(a.F32) + len(a.F64) }

// IsNil reports whether there is no array.
func (a Array) IsNil() bool { return a.F32 == nil && a.F64 == nil }

// Is64 reports whether the elements are float64.
func (a Array) Is64() bool { return a.F64 != nil }

// At returns element i.
func (a Array) At(i int) float64 {
	if a.F64 != nil {
		return a.F64[i]
	}
	return float64(a.F32[i])
}

// Set makes v element i, rounded to the array's type.
func (a Array) Set(i int, v float64) {
	if a.F64 != nil {
		a.F64[i] = v
		return
	}
	a.F32[i] = float32(v)
}

// Slice returns the elements lo ≤ i < hi; it shares their memory.
func (a Array) Slice(lo, hi int) Array {
	if a.F64 != nil {
		return Array{F64: a.F64[lo:hi:hi]}
	}
	return Array{F32: a.F32[lo:hi:hi]}
}

// Zero sets every element to 0.
func (a Array) Zero() {
	clear(a.F32)
	clear(a.F64)
}

// Fill sets every element to v.
func (a Array) Fill(v float64) {
	fill(a.F32, float32(v))
	fill(a.F64, v)
}

// fill sets a few elements, and copies what it has, twice as much each time: copying is
// done with vectors.
func fill[T float](x []T, v T) {
	n := min(32, len(x))
	for i := range x[:n] {
		x[i] = v
	}
	for n < len(x) {
		n += copy(x[n:], x[:n])
	}
}

// CopyFrom copies the elements of src, converting them when the types differ.
func (a Array) CopyFrom(src Array) {
	if a.Len() != src.Len() {
		panic(fmt.Sprintf("vec.CopyFrom: the destination is %v, the source %v", describe(a), describe(src)))
	}
	switch {
	case a.F64 == nil && src.F64 == nil:
		copy(a.F32, src.F32)
	case a.F64 != nil && src.F64 != nil:
		copy(a.F64, src.F64)
	case a.F64 != nil:
		f32.widen(a.F64, src.F32)
	default:
		f32.narrow(a.F32, src.F64)
	}
}

// Copy sets dst = x, of the same type and length.
func Copy(dst, x *Array) {
	if differ(dst, x) {
		mismatch("Copy", *dst, *x)
	}
	copy(dst.F32, x.F32)
	copy(dst.F64, x.F64)
}

// Float64s returns a copy of the elements.
func (a Array) Float64s() []float64 {
	v := make([]float64, a.Len())
	Array{F64: v}.CopyFrom(a)
	return v
}
