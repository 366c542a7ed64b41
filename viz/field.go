package viz

// A field is a function known on a grid: ny rows from the bottom, of nx values
// from the left. The outermost values lie on the edges.
type field struct {
	nx, ny int
	v      []float64
}

// at returns grid point k's position in 0…1 each way.
func (f field) at(k int) (x, y float64) {
	return float64(k%f.nx) / float64(f.nx-1), float64(k/f.nx) / float64(f.ny-1)
}

// resize interpolates to w × h pixels by cubic convolution (Catmull-Rom), rows
// first, then columns. The result has the layout of a field.
func (f field) resize(w, h int) []float64 {
	rows := make([]float64, w*f.ny)
	for i := range w {
		k, c := taps(i, w, f.nx)
		for j := range f.ny {
			row := f.v[j*f.nx:]
			rows[j*w+i] = c[0]*row[k[0]] + c[1]*row[k[1]] + c[2]*row[k[2]] + c[3]*row[k[3]]
		}
	}
	out := make([]float64, w*h)
	for j := range h {
		k, c := taps(j, h, f.ny)
		a, b, d, e := rows[k[0]*w:], rows[k[1]*w:], rows[k[2]*w:], rows[k[3]*w:]
		for i := range w {
			out[j*w+i] = c[0]*a[i] + c[1]*b[i] + c[2]*d[i] + c[3]*e[i]
		}
	}
	return out
}

// taps are the four grid points around pixel i of n, and their weights.
func taps(i, n, grid int) (k [4]int, c [4]float64) {
	x := (float64(i) + .5) / float64(n) * float64(grid-1)
	base := int(x)
	t := x - float64(base)
	for d := range k {
		k[d] = max(0, min(grid-1, base-1+d))
	}
	c = [4]float64{
		t * (-.5 + t*(1-.5*t)),
		1 + t*t*(1.5*t-2.5),
		t * (.5 + t*(2-1.5*t)),
		t * t * (.5*t - .5),
	}
	return k, c
}
