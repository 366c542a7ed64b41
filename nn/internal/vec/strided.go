package vec

// Expand writes the elements of a tensor of the given shape, row by row, into dst.
// They are those of src: when the index along an axis grows by one, the offset in
// src grows by that axis's stride, 0 where src is stretched.
func Expand(dst, src Array, shape, strides []int) {
	if dst.Is64() {
		expand(dst.F64, src.F64, shape, strides)
	} else {
		expand(dst.F32, src.F32, shape, strides)
	}
}

// Reduce is the transpose of Expand: it adds each element of src, a tensor of the
// given shape, to the element of dst where the strides lead. Elements that meet in
// one place are added in order.
func Reduce(dst, src Array, shape, strides []int) {
	if dst.Is64() {
		reduce(dst.F64, src.F64, shape, strides)
	} else {
		reduce(dst.F32, src.F32, shape, strides)
	}
}

func expand[T float](dst, src []T, shape, strides []int) {
	if len(shape) == 0 {
		dst[0] = src[0]
		return
	}
	last := len(shape) - 1
	width, step := shape[last], strides[last]
	eachRow(shape, strides, func(row, at int) {
		d := dst[row : row+width]
		switch step {
		case 0:
			v := src[at]
			for j := range d {
				d[j] = v
			}
		case 1:
			copy(d, src[at:at+width])
		default:
			for j := range d {
				d[j] = src[at+j*step]
			}
		}
	})
}

func reduce[T float](dst, src []T, shape, strides []int) {
	if len(shape) == 0 {
		dst[0] += src[0]
		return
	}
	last := len(shape) - 1
	width, step := shape[last], strides[last]
	eachRow(shape, strides, func(row, at int) {
		s := src[row : row+width]
		if step == 0 {
			sum := 0.0
			for _, v := range s {
				sum += float64(v)
			}
			dst[at] += T(sum)
			return
		}
		for j, v := range s {
			dst[at+j*step] += v
		}
	})
}

// eachRow visits the rows along the last axis: where a row starts in the tensor, and
// where the strides lead.
func eachRow(shape, strides []int, visit func(row, at int)) {
	n := 1
	for _, d := range shape {
		n *= d
	}
	if n == 0 {
		return
	}
	last := len(shape) - 1
	index := make([]int, last)
	at := 0
	for row := 0; row < n; row += shape[last] {
		visit(row, at)
		for axis := last - 1; axis >= 0; axis-- { // carry, as in an odometer
			index[axis]++
			at += strides[axis]
			if index[axis] < shape[axis] {
				break
			}
			at -= strides[axis] * shape[axis]
			index[axis] = 0
		}
	}
}

// Walk visits the elements i of a tensor of the given shape, row by row, with the
// offset j to which the strides lead.
func Walk(shape, strides []int, visit func(i, j int)) {
	if len(shape) == 0 {
		visit(0, 0)
		return
	}
	last := len(shape) - 1
	eachRow(shape, strides, func(row, at int) {
		for k := range shape[last] {
			visit(row+k, at+k*strides[last])
		}
	})
}
