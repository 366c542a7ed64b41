package viz

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	graphWidth = 960 // the most that a graph takes, in CSS pixels
	graphNodes = 600 // more than that is no picture
)

// A Walker tells a computation graph node by node: WalkGraph calls visit for
// each node after those that are its inputs. Op is empty for what was not
// computed; grad is nil where there is none, data where there is none yet. A
// type declared in a cell can be one, as a tensor is.
type Walker interface {
	WalkGraph(visit func(id int, op, name string, shape []int, data, grad []float64, inputs []int))
}

// Graph draws how a value was computed: a box for each tensor, its operation
// in front of it, and in it data | grad. A scalar shows both as numbers; a
// tensor shows its shape, the mean of its data and the norm of its gradient.
// Before a backward pass the gradients are "–", and so is the data of a scalar
// that a step-through has not come to yet.
//
// The graph is drawn as it is at the time of the call.
func Graph(g Walker) *Figure {
	if g == nil {
		fail("Graph", "pass a tensor", "there is no graph")
	}
	c := &graph{}
	index := map[int]int{}
	g.WalkGraph(func(id int, op, name string, shape []int, data, grad []float64, inputs []int) {
		n := newGraphNode(op, name, shape, data, grad)
		var ins []int
		for _, in := range inputs {
			k, ok := index[in]
			if !ok {
				fail("Graph", "WalkGraph must visit inputs first", "node %d has the input %d, which was not visited before it", id, in)
			}
			c.nodes[k].used = true
			ins = append(ins, k)
		}
		index[id] = len(c.nodes)
		c.nodes = append(c.nodes, n)
		c.inputs = append(c.inputs, ins)
	})
	if len(c.nodes) == 0 {
		fail("Graph", "pass a tensor that was computed", "there are no nodes")
	}
	if len(c.nodes) > graphNodes {
		fail("Graph", "draw a smaller model, or one step of it", "%d nodes are too many to see", len(c.nodes))
	}
	c.arrange()
	f := newFigure("Graph", c)
	f.width = max(240, min(graphWidth, int(math.Ceil((c.w+2*graphMargin)*c.scale))))
	f.height = min(4000, int(math.Ceil((c.h+2*graphMargin)*c.scale))+8)
	return f
}

const graphMargin = 14.0

// graph is the chart: nodes with their layout, in CSS pixels at scale 1.
type graph struct {
	nodes  []*graphNode
	inputs [][]int
	layout *layered
	down   bool // edges run downwards, for graphs deeper than the page is wide
	brief  bool // without data | grad, for graphs that would be unreadable
	w, h   float64
	scale  float64
}

// graphNode is what its box says.
type graphNode struct {
	op, name, shape string
	data, grad      string
	used            bool // by another node
	learns          bool // a leaf with a gradient: a parameter
	pill, w, h      float64
}

// opSigns are the operations that have a sign; others keep their names.
var opSigns = map[string]string{"Add": "+", "Sub": "−", "Mul": "×", "Div": "÷", "MatMul": "@", "Neg": "−", "Square": "x²", "Pow": "xⁿ"}

func newGraphNode(op, name string, shape []int, data, grad []float64) *graphNode {
	n := &graphNode{op: op, name: name, grad: "grad –", learns: op == "" && grad != nil}
	if sign, ok := opSigns[op]; ok {
		n.op = sign
	}
	if len(data) == 1 || data == nil && len(shape) == 0 {
		n.data = "data –"
		if data != nil {
			n.data = "data " + number(data[0])
		}
		if len(grad) == 1 {
			n.grad = "grad " + number(grad[0])
		}
		return n
	}
	n.shape = "[" + strings.Trim(strings.ReplaceAll(fmt.Sprint(shape), " ", "×"), "[]") + "]"
	sum, squares := 0.0, 0.0
	for _, v := range data {
		sum += v
	}
	n.data = "mean " + digits(sum/math.Max(1, float64(len(data))), 3)
	n.grad = "|grad| –"
	if grad != nil {
		for _, v := range grad {
			squares += v * v
		}
		n.grad = "|grad| " + digits(math.Sqrt(squares), 3)
	}
	return n
}

// title is the first line of the box; empty for an unnamed scalar.
func (n *graphNode) title() string {
	return strings.TrimSpace(n.name + " " + n.shape)
}

var (
	graphTitle = words{size: 11.5, bold: true, ay: .5}
	graphValue = words{size: 10.5, ay: .5}
	graphOp    = words{size: 11, bold: true, ax: .5, ay: .5}
)

const (
	rowHeight = 19.0
	cellPad   = 8.0
	pillGap   = 10.0 // from the operation to its box
)

// measure sets the node's size, of which the pill is the first part.
func (n *graphNode) measure(brief bool) {
	p := pen{scale: 1}
	title := float64(p.width(n.title(), graphTitle)) + 2*cellPad
	values := 0.0
	n.h = 0
	if !brief {
		var least vg.Length
		if n.shape == "" { // a step-through fills scalars in: their boxes have room for a number from the start
			least = p.width("grad −00", graphValue)
		}
		values = float64(max(least, p.width(n.data, graphValue))+max(least, p.width(n.grad, graphValue))) + 4*cellPad
		n.h = rowHeight
	}
	if n.title() != "" || brief {
		n.h += rowHeight
	}
	n.pill = 0
	if n.op != "" {
		n.pill = math.Max(rowHeight, float64(p.width(n.op, graphOp))+2*5) + pillGap
	}
	n.w = n.pill + math.Max(24, math.Max(title, values))
}

// arrange chooses the layout that has to shrink least: to the right if that is
// readable, else downwards, else without the values.
func (c *graph) arrange() {
	const readable = .75
	c.try(false, false)
	if c.scale >= readable {
		return
	}
	across := c.scale
	c.try(true, false)
	if c.scale < across {
		c.try(false, false)
	}
	if c.scale < .5 {
		c.try(c.down, true)
	}
}

func (c *graph) try(down, brief bool) {
	c.down, c.brief = down, brief
	w, h := make([]float64, len(c.nodes)), make([]float64, len(c.nodes))
	for i, n := range c.nodes {
		n.measure(brief)
		w[i], h[i] = n.w, n.h
	}
	if down {
		c.layout = layOut(h, w, c.inputs)
		c.w, c.h = c.layout.cross, c.layout.main
	} else {
		c.layout = layOut(w, h, c.inputs)
		c.w, c.h = c.layout.main, c.layout.cross
	}
	c.scale = math.Min(1, graphWidth/(c.w+2*graphMargin))
}

func (c *graph) draw(f *Figure, p pen, canvas draw.Canvas) {
	area, heading := f.heading(p, canvas, nil)
	heading(canvas.Center().X)
	size := area.Size()
	fit := math.Min(float64(size.X)/(c.w+2*graphMargin), float64(size.Y)/(c.h+graphMargin+6))
	p.scale = math.Min(p.scale, fit)
	left := float64(area.Center().X) - c.w*p.scale/2
	top := float64(area.Center().Y) + c.h*p.scale/2
	// at turns the layout's main and cross into a point of the canvas.
	at := func(main, cross float64) vg.Point {
		if c.down {
			main, cross = cross, main
		}
		return vg.Point{X: vg.Length(left + main*p.scale), Y: vg.Length(top - cross*p.scale)}
	}
	entry := c.entries()
	for k, e := range c.layout.edges {
		c.edge(p, canvas, e, entry[k], at)
	}
	for i, n := range c.nodes {
		l := c.layout.nodes[i]
		n.draw(p, canvas, at(l.main, l.cross), c.brief)
	}
}

// entries is, for each edge, how far from the middle of its target it enters:
// the edges into one box arrive side by side, in the order they come in.
func (c *graph) entries() []float64 {
	into := map[int][]int{}
	for k, e := range c.layout.edges {
		into[e.to] = append(into[e.to], k)
	}
	from := func(k int) float64 {
		e := c.layout.edges[k]
		if n := len(e.via); n > 0 {
			return c.layout.nodes[e.via[n-1]].cross
		}
		return c.layout.nodes[e.from].cross
	}
	out := make([]float64, len(c.layout.edges))
	for to, ks := range into {
		room := math.Min(12, c.layout.nodes[to].crossSize*.6/float64(len(ks)))
		for i, k := range ks {
			before := 0
			for j, other := range ks {
				if from(other) < from(k) || from(other) == from(k) && j < i {
					before++
				}
			}
			out[k] = (float64(before) - float64(len(ks)-1)/2) * room
		}
	}
	return out
}

// edge draws a smooth line through the dummies, with an arrowhead.
func (c *graph) edge(p pen, canvas draw.Canvas, e layeredEdge, entry float64, at func(main, cross float64) vg.Point) {
	from, to := c.layout.nodes[e.from], c.layout.nodes[e.to]
	const head = 6.0
	main, cross := from.main+from.mainSize/2, from.cross
	var path vg.Path
	path.Move(at(main, cross))
	curve := func(m, x float64) {
		half := (m - main) / 2
		path.CubeTo(at(main+half, cross), at(m-half, x), at(m, x))
		main, cross = m, x
	}
	for _, v := range e.via {
		n := c.layout.nodes[v]
		curve(n.main-n.mainSize/2, n.cross)
		main = n.main + n.mainSize/2
		path.Line(at(main, cross))
	}
	end := to.main - to.mainSize/2
	curve(end-head, to.cross+entry)
	canvas.SetLineStyle(p.line(p.Dim, 1.1))
	canvas.Stroke(path)
	canvas.FillPolygon(p.Dim, []vg.Point{
		at(end-.5, to.cross+entry), at(end-head-1, to.cross+entry-3.2), at(end-head-1, to.cross+entry+3.2),
	})
}

// draw puts the node's box, its operation in front, around a middle.
func (n *graphNode) draw(p pen, c draw.Canvas, middle vg.Point, brief bool) {
	box := vg.Rectangle{
		Min: middle.Add(vg.Point{X: p.len(n.pill - n.w/2), Y: p.len(-n.h / 2)}),
		Max: middle.Add(vg.Point{X: p.len(n.w / 2), Y: p.len(n.h / 2)}),
	}
	edge, tint := p.Dim, mix(p.Background, p.Dim, .06)
	switch {
	case n.learns:
		edge, tint = p.color(0), mix(p.Background, p.color(0), .14)
	case !n.used:
		edge, tint = p.color(2), mix(p.Background, p.color(2), .14)
	}
	if n.op != "" {
		n.operation(p, c, box, middle.Y)
	}
	radius := p.len(5)
	c.SetColor(tint)
	c.Fill(rounded(box, radius))
	n.text(p, c, box, edge, brief)
	c.SetLineStyle(p.line(edge, 1.2))
	c.Stroke(rounded(box, radius))
}

// operation draws the pill and joins it to the box.
func (n *graphNode) operation(p pen, c draw.Canvas, box vg.Rectangle, y vg.Length) {
	ink := p.color(1)
	pill := vg.Rectangle{
		Min: vg.Point{X: box.Min.X - p.len(n.pill), Y: y - p.len(rowHeight/2)},
		Max: vg.Point{X: box.Min.X - p.len(pillGap), Y: y + p.len(rowHeight/2)},
	}
	c.StrokeLine2(p.line(ink, 1.2), pill.Max.X, y, box.Min.X, y)
	c.SetColor(mix(p.Background, ink, .18))
	c.Fill(rounded(pill, p.len(rowHeight/2)))
	c.SetLineStyle(p.line(ink, 1.2))
	c.Stroke(rounded(pill, p.len(rowHeight/2)))
	w := graphOp
	w.color = p.Ink
	p.write(c, vg.Point{X: (pill.Min.X + pill.Max.X) / 2, Y: y}, n.op, w)
}

// text fills the box: the title above, data | grad below.
func (n *graphNode) text(p pen, c draw.Canvas, box vg.Rectangle, edge color.NRGBA, brief bool) {
	title, value := graphTitle, graphValue
	title.color, value.color = p.Ink, p.Ink
	if n.title() != "" {
		at := vg.Point{X: box.Min.X + p.len(cellPad), Y: box.Max.Y - p.len(rowHeight/2)}
		p.write(c, at, n.name, title)
		if n.name != "" {
			at.X += p.width(n.name+" ", title)
		}
		title.color, title.bold = p.Dim, false
		p.write(c, at, n.shape, title)
	}
	if brief {
		return
	}
	line := p.line(mix(p.Background, edge, .45), .8)
	y := box.Min.Y + p.len(rowHeight)
	// What the box is wider than its values goes half to each cell.
	spare := (box.Max.X - box.Min.X - p.width(n.data, value) - p.width(n.grad, value) - p.len(4*cellPad)) / 2
	x := box.Min.X + p.width(n.data, value) + p.len(2*cellPad) + spare
	if n.title() != "" {
		c.StrokeLine2(line, box.Min.X, y, box.Max.X, y)
	}
	c.StrokeLine2(line, x, box.Min.Y, x, y)
	y -= p.len(rowHeight / 2)
	n.pair(p, c, vg.Point{X: box.Min.X + p.len(cellPad) + spare/2, Y: y}, n.data, value)
	n.pair(p, c, vg.Point{X: x + p.len(cellPad) + spare/2, Y: y}, n.grad, value)
}

// pair writes "word value", the word dim.
func (n *graphNode) pair(p pen, c draw.Canvas, at vg.Point, s string, w words) {
	word, number, _ := strings.Cut(s, " ")
	dim := w
	dim.color = p.Dim
	p.write(c, at, word, dim)
	at.X += p.width(word+" ", w)
	p.write(c, at, number, w)
}

// rounded is a rectangle with round corners.
func rounded(r vg.Rectangle, radius vg.Length) (path vg.Path) {
	lo, hi := r.Min, r.Max
	radius = min(radius, (hi.X-lo.X)/2, (hi.Y-lo.Y)/2)
	path.Move(vg.Point{X: lo.X + radius, Y: lo.Y})
	path.Arc(vg.Point{X: hi.X - radius, Y: lo.Y + radius}, radius, -math.Pi/2, math.Pi/2)
	path.Arc(vg.Point{X: hi.X - radius, Y: hi.Y - radius}, radius, 0, math.Pi/2)
	path.Arc(vg.Point{X: lo.X + radius, Y: hi.Y - radius}, radius, math.Pi/2, math.Pi/2)
	path.Arc(vg.Point{X: lo.X + radius, Y: lo.Y + radius}, radius, math.Pi, math.Pi/2)
	path.Close()
	return path
}
