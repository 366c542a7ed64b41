package viz

import (
	"fmt"
	"image/color"
	"sort"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A key is a direct label in the right margin: it stands at the height where
// its curve ends, or with a dot in the list at the top that names the classes.
type key struct {
	text  string
	color color.NRGBA
	y     float64 // where the curve ends, in data coordinates; NaN: nowhere
	dot   bool
	plain bool // not bold
}

// keyGap is the room between the data and its labels, in CSS pixels.
const keyGap = 6

func keyWords(p pen) words { return words{size: tickSize, bold: true, ay: .5} }

// keyWidth is the room that the labels take, at most a third of the area.
func keyWidth(p pen, keys []key, area draw.Canvas) (w vg.Length) {
	for _, k := range keys {
		room := p.width(k.text, keyWords(p)) + p.len(2*keyGap)
		if k.dot {
			room += p.len(11)
		}
		w = max(w, room)
	}
	return min(w, (area.Max.X-area.Min.X)/3)
}

// drawKeys writes the labels between x and edge, moved apart where they would collide.
// Those for which the height does not suffice are counted.
func drawKeys(p pen, data draw.Canvas, pl *plot.Plot, keys []key, x, edge vg.Length) {
	if len(keys) == 0 {
		return
	}
	w := keyWords(p)
	line := p.height(w) * 1.15
	if room := int((data.Max.Y - data.Min.Y) / line); len(keys) > room && room > 0 {
		keys = append(keys[:room-1:room-1], key{text: fmt.Sprintf("+%d more", len(keys)-room+1), color: p.Dim, dot: keys[room-1].dot, y: keys[room-1].y})
	}
	_, ty := pl.Transforms(&data)
	at := make([]vg.Length, len(keys))
	for i, k := range keys {
		switch {
		case k.dot:
			at[i] = data.Max.Y - line*(vg.Length(i)+.5)
		case isFinite(k.y):
			at[i] = max(data.Min.Y, min(data.Max.Y, ty(k.y)))
		default:
			at[i] = data.Min.Y
		}
	}
	spread(at, line, data.Min.Y, data.Max.Y)
	x += p.len(keyGap)
	for i, k := range keys {
		w.color, w.bold = k.color, !k.plain
		left := x
		if k.dot {
			p.dot(data, vg.Point{X: left + p.len(4), Y: at[i]}, 3.2, k.color, p.Background)
			left += p.len(11)
			w.color, w.bold = p.Ink, false
		}
		p.write(data, vg.Point{X: left, Y: at[i]}, p.fit(k.text, edge-left, w), w)
	}
}

// spread moves positions as little as it can so that neighbours are at least
// gap apart and all lie within lo…hi, half a gap from its ends.
func spread(at []vg.Length, gap, lo, hi vg.Length) {
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return at[order[i]] < at[order[j]] })
	wish, size := make([]float64, len(at)), make([]float64, len(at))
	for i, k := range order {
		wish[i], size[i] = float64(at[k]), float64(gap)
	}
	settle(wish, size)
	next := lo + gap/2
	for i, k := range order {
		at[k] = max(next, vg.Length(wish[i]))
		next = at[k] + gap
	}
	next = hi - gap/2
	for i := len(order) - 1; i >= 0; i-- {
		at[order[i]] = min(next, at[order[i]])
		next = at[order[i]] - gap
	}
}
