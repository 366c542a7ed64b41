package nn

import "slices"

// broadcastShape is the shape of an elementwise operation on a and b, by
// numpy's rule: shapes are aligned at their last axes, and an axis that is
// missing or of size 1 is stretched to the other's size.
func broadcastShape(op string, a, b []int) []int {
	if slices.Equal(a, b) {
		return a
	}
	shape := make([]int, max(len(a), len(b)))
	for i := range shape {
		da, db := dimFromEnd(a, len(shape)-i), dimFromEnd(b, len(shape)-i)
		switch {
		case da == db || db == 1:
			shape[i] = da
		case da == 1:
			shape[i] = db
		default:
			shapePanic(op, "counted from the last axis, sizes must be equal or 1; use .Reshape or .T()?", a, b)
		}
	}
	return shape
}

// dimFromEnd is the i-th size from the end, 1 if there is none.
func dimFromEnd(shape []int, i int) int {
	if i > len(shape) {
		return 1
	}
	return shape[len(shape)-i]
}

// stretch returns, for each axis of shape, how far to move in a tensor of the
// shape from when the index along that axis grows by one: 0 where it is stretched.
func stretch(from, shape []int) []int {
	strides := make([]int, len(shape))
	step := 1
	for i := 1; i <= len(from); i++ {
		if d := from[len(from)-i]; d != 1 {
			strides[len(shape)-i] = step
			step *= d
		}
	}
	return strides
}
