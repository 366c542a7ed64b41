package nn

import "gonum.org/v1/gonum/mat"

// FromMat makes a Float64 tensor of a gonum matrix. Of a *mat.Dense whose rows follow
// each other it shares the storage; others are copied.
func FromMat(m mat.Matrix) *Tensor {
	rows, cols := m.Dims()
	if d, ok := m.(*mat.Dense); ok {
		if raw := d.RawMatrix(); raw.Stride == raw.Cols {
			return FromFloat64(raw.Data[:rows*cols], rows, cols)
		}
	}
	t := Zeros(rows, cols)
	for i := range rows {
		for j := range cols {
			t.data.F64[i*cols+j] = m.At(i, j)
		}
	}
	return t
}

// ToMat returns a matrix of gonum with the elements of a matrix, or of a vector as
// one row. It shares the storage of a Float64 tensor; a Float32 one is copied.
func (t *Tensor) ToMat() *mat.Dense {
	if len(t.shape) != 1 && len(t.shape) != 2 {
		shapePanic("ToMat", "only a vector or a matrix can be a gonum matrix; use .Reshape", t.shape)
	}
	if t.Len() == 0 {
		shapePanic("ToMat", "gonum has no matrix without elements", t.shape)
	}
	rows, cols := lastAxis(t.shape)
	data := t.data.F64
	if data == nil {
		data = t.Data()
	}
	return mat.NewDense(rows, cols, data)
}
