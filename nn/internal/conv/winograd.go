package conv

import (
	"unsafe"

	"gradus/nn/internal/gemm"
)

// Winograd's way to a 3×3 convolution with stride 1 (Lavin and Gray, "Fast
// Algorithms for Convolutional Neural Networks", 2016, F(2×2, 3×3)). A tile of
// 2×2 outputs sees 4×4 pixels of the image; computed straight, it takes 36
// multiplications for each pair of channels. But
//
//	y = Aᵀ·[ (G·w·Gᵀ) ⊙ (Bᵀ·d·B) ]·A
//
// where
//
//	     ⎡1  0 -1  0⎤      ⎡1   0   0⎤
//	Bᵀ = ⎢0  1  1  0⎥  G = ⎢½   ½   ½⎥  Aᵀ = ⎡1  1  1  0⎤
//	     ⎢0 -1  1  0⎥      ⎢½  -½   ½⎥       ⎣0  1 -1 -1⎦
//	     ⎣0  1  0 -1⎦      ⎣0   0   1⎦
//
// takes 16: one for each value in the tile's own domain, where the sum over
// channels is a matrix product for each of the 16. The way back is the chain
// rule, with the transposed matrices:
//
//	dw = Gᵀ·[ Σ (A·dy·Aᵀ) ⊙ (Bᵀ·d·B) ]·G    dd = B·[ (G·w·Gᵀ) ⊙ (A·dy·Aᵀ) ]·Bᵀ
//
// All of the matrices' entries are 0, ±1 and ±½, so the rounding is not much
// worse than of the straight way.
type winograd[T gemm.Float] struct {
	down, across int // tiles, of each image

	w, wt []T // filters in the tiles' domain: [16, Cin, Cout] and [16, Cout, Cin]
	zeros []T // pixels outside of the image
	floor T   // what an output is at least
}

// domain is how many values a tile has.
const domain = 16

// winnable reports whether Winograd's way is there for s, and worth it.
func winnable[T gemm.Float](s *Shape) bool {
	lanes := 32 / int(unsafe.Sizeof(T(0)))
	return s.KH == 3 && s.KW == 3 && s.StrideH == 1 && s.StrideW == 1 && s.DilationH == 1 && s.DilationW == 1 &&
		s.Groups == 1 && s.Cin >= 16 && s.Cout >= 16 && s.Cin%lanes == 0 && s.Cout%lanes == 0
}

func newWinograd[T gemm.Float](s *Shape) *winograd[T] {
	ho, wo := s.Out()
	w := &winograd[T]{down: (ho + 1) / 2, across: (wo + 1) / 2}
	w.zeros = make([]T, max((2*w.across+2)*s.Cin, s.Cout))
	return w
}

// A strip is some rows of tiles of one image, as many as fit into a cache.
type strip[T gemm.Float] struct {
	from, to int // rows of tiles
	tiles    int
	x, y     []T // values of input and output: [16, tiles, channels], with gaps
	nx, ny   int // from one of the 16 to the next
}

// strips is into how many strips so many rows of tiles are cut.
func (p *Plan[T]) strips(rows int) int {
	const room = 448 << 10 // bytes
	tile := domain * (p.Cin + p.Cout) * int(unsafe.Sizeof(T(0)))
	most := max(1, room/(tile*p.win.across))
	return (rows + most - 1) / most
}

func (p *Plan[T]) strip(from, to int, m *memory[T]) strip[T] {
	s := strip[T]{from: from, to: to, tiles: (to - from) * p.win.across}
	const gap = 16 // so that the 16 don't meet in the same place of the cache
	s.nx, s.ny = s.tiles*p.Cin+gap, s.tiles*p.Cout+gap
	s.x, s.y = grow(&m.input, domain*s.nx), grow(&m.output, domain*s.ny)
	return s
}

// winogradForward computes the outputs of the rows of tiles from ≤ i < to of
// the n-th image.
func (p *Plan[T]) winogradForward(n, from, to int, m *memory[T]) {
	x := p.window(n, from, to, m)
	count := p.strips(to - from)
	for i := range count {
		s := p.strip(from+i*(to-from)/count, from+(i+1)*(to-from)/count, m)
		p.toTiles(&s, x)
		for v := range domain {
			product := gemm.Seg[T]{
				M: s.tiles, N: p.Cout, Outer: 1, Inner: p.Cin,
				A: s.x[v*s.nx:], ARow: p.Cin, ACol: 1,
				B: part(p.win.w, v, domain), BRow: p.Cout,
				C: s.y[v*s.ny:], CRow: p.Cout,
			}
			product.Run()
		}
		p.fromTiles(&s, n, m)
	}
}

// winogradBackward computes the gradient of the n-th image from dy, and adds its
// part of the gradient of w, in the tiles' domain, to dw.
func (p *Plan[T]) winogradBackward(n int, dw, dy []T, m *memory[T]) {
	var x, dx rows[T]
	if p.image.to.W != nil {
		x = p.window(n, 0, p.win.down, m)
	}
	if p.image.to.X != nil {
		dx = p.gradWindow(n, m)
	}
	count := p.strips(p.win.down)
	for i := range count {
		s := p.strip(i*p.win.down/count, (i+1)*p.win.down/count, m)
		p.gradToTiles(&s, dy)
		if p.image.to.W != nil {
			p.toTiles(&s, x)
			for v := range domain {
				product := gemm.Seg[T]{
					M: p.Cin, N: p.Cout, Outer: 1, Inner: s.tiles,
					A: s.x[v*s.nx:], ARow: 1, ACol: p.Cin,
					B: s.y[v*s.ny:], BRow: p.Cout,
					C: part(dw, v, domain), CRow: p.Cout,
					Accumulate: true,
				}
				product.Run()
			}
		}
		if p.image.to.X != nil {
			for v := range domain {
				product := gemm.Seg[T]{
					M: s.tiles, N: p.Cin, Outer: 1, Inner: p.Cout,
					A: s.y[v*s.ny:], ARow: p.Cout, ACol: 1,
					B: part(p.win.wt, v, domain), BRow: p.Cin,
					C: s.x[v*s.nx:], CRow: p.Cin,
				}
				product.Run()
			}
			p.gradFromTiles(&s, dx)
		}
	}
	if p.image.to.X != nil {
		p.fromWindow(n, dx)
	}
}

// rows are rows of pixels of an image, with what the tiles see around it.
type rows[T gemm.Float] struct {
	data  []T
	first int  // the first row, counted from the top of the image
	width int  // values in a row
	own   bool // the image itself
}

// row is row i of the image, from the j-th pixel that a tile sees on; zeros if
// there is none.
func (r *rows[T]) row(i, j, channels int, zeros []T) []T {
	i -= r.first
	if i < 0 || (i+1)*r.width > len(r.data) {
		return zeros
	}
	return r.data[i*r.width+j*channels:]
}

// beside is how many values the tiles see before and behind a row of the image.
func (p *Plan[T]) beside() (before, behind int) {
	return p.PadLeft * p.Cin, (2*p.win.across + 2 - p.PadLeft - p.W) * p.Cin
}

// window returns the rows of the n-th image that rows of tiles see.
func (p *Plan[T]) window(n, from, to int, m *memory[T]) rows[T] {
	x, width := part(p.image.x, n, p.N), p.W*p.Cin
	before, behind := p.beside()
	if before+behind == 0 {
		return rows[T]{data: x, width: width, own: true}
	}
	first := min(p.H, max(0, 2*from-p.PadTop))
	last := max(first, min(p.H, 2*to+2-p.PadTop))
	x, width = widen(&m.x, x[first*width:last*width], width, before, behind)
	return rows[T]{data: x, first: first, width: width}
}

// gradWindow returns memory, cleared, for the gradient of all that the tiles of
// the n-th image see; the image's own if they see nothing else.
func (p *Plan[T]) gradWindow(n int, m *memory[T]) rows[T] {
	before, behind := p.beside()
	if before+behind == 0 && p.PadTop == 0 && 2*p.win.down+2 == p.H {
		dx := part(p.image.to.X, n, p.N)
		if !p.image.to.Add {
			clear(dx)
		}
		return rows[T]{data: dx, width: p.W * p.Cin, own: true}
	}
	width := before + p.W*p.Cin + behind
	dx := grow(&m.dx, (2*p.win.down+2)*width)
	clear(dx)
	return rows[T]{data: dx, first: -p.PadTop, width: width}
}

// fromWindow moves the gradient of the n-th image to its place.
func (p *Plan[T]) fromWindow(n int, r rows[T]) {
	if r.own {
		return
	}
	dx, width := part(p.image.to.X, n, p.N), p.W*p.Cin
	for i := range p.H {
		to := dx[i*width:][:width]
		from := i - r.first
		switch {
		case (from+1)*r.width > len(r.data): // a row that no tile sees
			if !p.image.to.Add {
				clear(to)
			}
		case p.image.to.Add:
			accumulate(to, r.data[from*r.width+p.PadLeft*p.Cin:])
		default:
			copy(to, r.data[from*r.width+p.PadLeft*p.Cin:])
		}
	}
}

// toTiles transforms what the strip's tiles see of the image.
func (p *Plan[T]) toTiles(s *strip[T], x rows[T]) {
	zeros := p.win.zeros
	tile := 0
	for i := s.from; i < s.to; i++ {
		top := 2*i - p.PadTop
		for j := range p.win.across {
			toTile(s.x[tile*p.Cin:], s.nx, p.Cin,
				x.row(top, 2*j, p.Cin, zeros), x.row(top+1, 2*j, p.Cin, zeros),
				x.row(top+2, 2*j, p.Cin, zeros), x.row(top+3, 2*j, p.Cin, zeros))
			tile++
		}
	}
}

// gradFromTiles adds the strip's values to the gradient of what its tiles see.
func (p *Plan[T]) gradFromTiles(s *strip[T], dx rows[T]) {
	tile := 0
	for i := s.from; i < s.to; i++ {
		top := 2*i - p.PadTop
		for j := range p.win.across {
			gradFromTile(s.x[tile*p.Cin:], s.nx, p.Cin,
				dx.row(top, 2*j, p.Cin, nil), dx.row(top+1, 2*j, p.Cin, nil),
				dx.row(top+2, 2*j, p.Cin, nil), dx.row(top+3, 2*j, p.Cin, nil))
			tile++
		}
	}
}

// fromTiles transforms the strip's values back to the n-th output.
func (p *Plan[T]) fromTiles(s *strip[T], n int, m *memory[T]) {
	top, bottom := 2*s.from, min(2*s.to, p.ho)
	y := p.place(n, top, bottom, m)
	outside := grow(&m.pixel, 2*p.Cout)
	bias := p.image.bias
	if bias == nil {
		bias = outside[p.Cout:]
		clear(bias)
	}
	tile := 0
	for i := s.from; i < s.to; i++ {
		for j := range p.win.across {
			fromTile(s.y[tile*p.Cout:], s.ny, bias, &p.win.floor,
				p.output(y, 2*i-top, 2*j, outside), p.output(y, 2*i-top, 2*j+1, outside),
				p.output(y, 2*i-top+1, 2*j, outside), p.output(y, 2*i-top+1, 2*j+1, outside))
			tile++
		}
	}
	p.placed(n, top, bottom, y)
}

// gradToTiles transforms dy to the strip's values.
func (p *Plan[T]) gradToTiles(s *strip[T], dy []T) {
	zeros := p.win.zeros
	tile := 0
	for i := s.from; i < s.to; i++ {
		for j := range p.win.across {
			gradToTile(s.y[tile*p.Cout:], s.ny, p.Cout,
				p.output(dy, 2*i, 2*j, zeros), p.output(dy, 2*i, 2*j+1, zeros),
				p.output(dy, 2*i+1, 2*j, zeros), p.output(dy, 2*i+1, 2*j+1, zeros))
			tile++
		}
	}
}

// output is pixel i, j of rows of an output, or outside if there is none.
func (p *Plan[T]) output(y []T, i, j int, outside []T) []T {
	if j >= p.wo || (i+1)*p.wo*p.Cout > len(y) {
		return outside[:p.Cout]
	}
	return y[(i*p.wo+j)*p.Cout:][:p.Cout]
}
