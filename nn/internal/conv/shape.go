// Package conv computes two-dimensional convolutions and poolings of images
// whose channels come last, forward and backward.
//
// A convolution is carried by the matrix kernels of package gemm, straight
// from the image ("implicit GEMM"): the KW·Cin values that a filter sees in
// one row of the image lie side by side, so a row of the image is a matrix
// whose rows overlap, and the filter's KH rows are as many segments of one
// product. A 3×3 filter with stride 1 takes Winograd's way instead, with less than
// half of the multiplications. Work is shared by image; what a worker needs for one image stays in
// its cache.
package conv

import "fmt"

// A Shape describes a convolution
//
//	y[n,i,j,c] = Σ_{a,b,d} x[n, i·StrideH + a·DilationH - PadTop, j·StrideW + b·DilationW - PadLeft, d] · w[a,b,d,c]
//
// of x [N, H, W, Cin] with w [KH, KW, Cin/Groups, Cout] to y [N, Ho, Wo, Cout],
// where x is 0 outside of the image. With Groups > 1 the channels of input and
// output are cut into so many groups, and each output sees its own group alone.
type Shape struct {
	N, H, W, Cin, Cout, KH, KW           int
	StrideH, StrideW                     int
	PadTop, PadBottom, PadLeft, PadRight int
	DilationH, DilationW                 int
	Groups                               int
}

// Out returns the height and width of the output.
func (s *Shape) Out() (ho, wo int) {
	return out(s.H, s.PadTop+s.PadBottom, s.DilationH*(s.KH-1)+1, s.StrideH),
		out(s.W, s.PadLeft+s.PadRight, s.DilationW*(s.KW-1)+1, s.StrideW)
}

func out(size, padding, window, stride int) int {
	if size+padding < window {
		return 0
	}
	return (size+padding-window)/stride + 1
}

// check panics if there is no such convolution.
func (s *Shape) check() {
	switch {
	case s.N < 0 || s.H < 1 || s.W < 1 || s.Cin < 1 || s.Cout < 1 || s.KH < 1 || s.KW < 1:
		panic(fmt.Sprintf("conv: a size is missing in %+v", *s))
	case s.StrideH < 1 || s.StrideW < 1 || s.DilationH < 1 || s.DilationW < 1:
		panic(fmt.Sprintf("conv: strides and dilations begin at 1: %+v", *s))
	case s.PadTop < 0 || s.PadBottom < 0 || s.PadLeft < 0 || s.PadRight < 0:
		panic(fmt.Sprintf("conv: negative padding: %+v", *s))
	case s.Groups < 1 || s.Cin%s.Groups != 0 || s.Cout%s.Groups != 0:
		panic(fmt.Sprintf("conv: %d and %d channels cannot be cut into %d groups", s.Cin, s.Cout, s.Groups))
	}
	if ho, wo := s.Out(); ho < 1 || wo < 1 {
		panic(fmt.Sprintf("conv: the filter is larger than the padded image: %+v", *s))
	}
}

// has panics unless a slice has the length that it must have.
func has(name string, length, want int) {
	if length != want {
		panic(fmt.Sprintf("conv: %s has %d elements, want %d", name, length, want))
	}
}

// span returns the outputs i, from ≤ i < to, of which the tap at the given
// offset, i·stride+offset, is inside of 0 … size.
func span(n, stride, offset, size int) (from, to int) {
	if offset < 0 {
		from = (-offset + stride - 1) / stride
	}
	if last := size - 1 - offset; last >= 0 {
		to = min(n, last/stride+1)
	}
	return from, max(from, to)
}
