package viz

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Where a note may stand beside what it is about, the most welcome first.
var (
	sides = []vg.Point{{X: 1}, {X: -1}, {Y: 1}, {Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1}, {X: 1, Y: -1}, {X: -1, Y: -1}}
	above = []vg.Point{{Y: 1}, {Y: 2}, {Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1}, {Y: 3}, {Y: -2}, {X: 1, Y: -1}, {X: -1, Y: -1}, {Y: 4}}
)

// place finds a rectangle of the given size beside a point, inside the canvas,
// where it hides the least: few of the busy points, none of what is taken.
func place(p pen, c draw.Canvas, at vg.Point, width, height vg.Length, where []vg.Point, busy []vg.Point, taken []vg.Rectangle) (best vg.Rectangle) {
	gap := p.len(8)
	least := math.Inf(1)
	busy = append(slices.Clone(busy), at)
	for i, d := range where {
		x := at.X + d.X*(width/2+gap)
		y := at.Y + d.Y*(height/2+gap)
		x = max(c.Min.X+width/2+gap/2, min(c.Max.X-width/2-gap/2, x))
		y = max(c.Min.Y+height/2, min(c.Max.Y-height/2, y))
		r := vg.Rectangle{Min: vg.Point{X: x - width/2, Y: y - height/2}, Max: vg.Point{X: x + width/2, Y: y + height/2}}
		cost := float64(i) * .1
		for _, q := range busy {
			if r.Min.X-gap/2 < q.X && q.X < r.Max.X+gap/2 && r.Min.Y < q.Y && q.Y < r.Max.Y {
				cost++
			}
		}
		for _, o := range taken {
			if r.Min.X < o.Max.X && o.Min.X < r.Max.X && r.Min.Y < o.Max.Y && o.Min.Y < r.Max.Y {
				cost += 100
			}
		}
		if cost < least {
			best, least = r, cost
		}
	}
	return best
}

func middle(r vg.Rectangle) vg.Point {
	return vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: (r.Min.Y + r.Max.Y) / 2}
}

// dense adds points to a line so that none is further than gap from the next.
func dense(run []vg.Point, gap vg.Length) (out []vg.Point) {
	for i := 1; i < len(run); i++ {
		d := run[i].Sub(run[i-1])
		n := math.Ceil(math.Hypot(float64(d.X), float64(d.Y)) / float64(gap))
		for k := range int(n) {
			out = append(out, run[i-1].Add(d.Scale(vg.Length(float64(k)/n))))
		}
	}
	return append(out, run[len(run)-1])
}
