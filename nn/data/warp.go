package data

import "math"

// A tap is where a place between two pixels of an axis takes its value from: so
// much of the second, the rest of the first. Beyond the border the border is
// repeated.
type tap struct {
	first, second int
	weight        float32
}

func tapAt(place float64, size int) tap {
	if place <= 0 {
		return tap{}
	}
	first := int(place)
	if first >= size-1 {
		return tap{size - 1, size - 1, 0}
	}
	return tap{first, first + 1, float32(place - float64(first))}
}

// stretch replaces an image by another view of it: the pixel (row, column) shows
// what was at (a·row + b, c·column + d).
func (p *Pixels) stretch(a, b, c, d float64) {
	columns := make([]tap, p.Width)
	for column := range columns {
		columns[column] = tapAt(c*float64(column)+d, p.Width)
	}
	copy(p.spare, p.Values)
	for row := range p.Height {
		from := tapAt(a*float64(row)+b, p.Height)
		for column, tap := range columns {
			p.blend(p.At(row, column), from, tap)
		}
	}
}

// rotate turns the image around its middle, counterclockwise.
func (p *Pixels) rotate(degrees float64) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	middleY, middleX := float64(p.Height-1)/2, float64(p.Width-1)/2
	copy(p.spare, p.Values)
	for row := range p.Height {
		for column := range p.Width {
			y, x := float64(row)-middleY, float64(column)-middleX
			p.blend(p.At(row, column), tapAt(middleY+cos*y+sin*x, p.Height), tapAt(middleX+cos*x-sin*y, p.Width))
		}
	}
}

// blend interpolates bilinearly between the four pixels around a place of the
// original.
func (p *Pixels) blend(to int, row, column tap) {
	if row.weight == 0 && column.weight == 0 {
		from := p.At(row.first, column.first)
		copy(p.Values[to:to+p.Channels], p.spare[from:])
		return
	}
	nw, ne := p.At(row.first, column.first), p.At(row.first, column.second)
	sw, se := p.At(row.second, column.first), p.At(row.second, column.second)
	for k := range p.Channels {
		north := (1-column.weight)*p.spare[nw+k] + column.weight*p.spare[ne+k]
		south := (1-column.weight)*p.spare[sw+k] + column.weight*p.spare[se+k]
		p.Values[to+k] = (1-row.weight)*north + row.weight*south
	}
}

// mean is the mean of each channel.
func (p *Pixels) mean() []float32 {
	sums := make([]float64, p.Channels)
	for i, v := range p.Values {
		sums[i%p.Channels] += float64(v)
	}
	mean := make([]float32, p.Channels)
	for k, sum := range sums {
		mean[k] = float32(sum / float64(p.Height*p.Width))
	}
	return mean
}
