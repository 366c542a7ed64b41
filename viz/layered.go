package viz

import (
	"math"
	"sort"
)

// layered places the nodes of a directed graph without cycles in columns, so
// that all edges run forward and few cross (the method of Sugiyama, Tagawa and
// Toda):
//
//  1. rank: a node stands one column before the first that uses it;
//  2. an edge over several columns gets a dummy node in each column between;
//  3. order: sweeps move each node to the mean position of its neighbours, and
//     the order with the fewest crossings is kept;
//  4. place: nodes move towards the mean of their neighbours as far as their
//     order and the gaps allow.
//
// It speaks of main (the way edges run) and cross (the way columns run); the
// caller decides which of them is x.
type layered struct {
	nodes   []layeredNode // the caller's first, then the dummies
	columns [][]int       // node indices, in order
	edges   []layeredEdge
	main    float64 // size of the whole
	cross   float64
}

type layeredNode struct {
	mainSize, crossSize float64
	main, cross         float64 // centre, the result
	column              int
	before, after       []int // neighbours in the columns next to it
}

// layeredEdge runs from a node by way of dummies to another.
type layeredEdge struct {
	from, to int
	via      []int
	input    int // which of the target's inputs it is
}

const (
	columnGap = 34.0
	nodeGap   = 16.0
	edgeGap   = 10.0 // around edges that pass
)

// layOut takes the nodes' sizes along main and cross and, for each, the
// indices of its inputs, which must come before it.
func layOut(mainSize, crossSize []float64, inputs [][]int) *layered {
	g := &layered{nodes: make([]layeredNode, len(inputs))}
	for i := range inputs {
		g.nodes[i].mainSize, g.nodes[i].crossSize = mainSize[i], crossSize[i]
	}
	g.rank(inputs)
	g.connect(inputs)
	g.order()
	g.place()
	return g
}

func (g *layered) rank(inputs [][]int) {
	ahead := make([]int, len(inputs)) // longest way to an output
	last := 0
	for i := len(inputs) - 1; i >= 0; i-- {
		for _, in := range inputs[i] {
			ahead[in] = max(ahead[in], ahead[i]+1)
			last = max(last, ahead[in])
		}
	}
	g.columns = make([][]int, last+1)
	for i := range inputs {
		g.nodes[i].column = last - ahead[i]
		g.columns[last-ahead[i]] = append(g.columns[last-ahead[i]], i)
	}
}

func (g *layered) connect(inputs [][]int) {
	link := func(a, b int) {
		g.nodes[a].after = append(g.nodes[a].after, b)
		g.nodes[b].before = append(g.nodes[b].before, a)
	}
	for to, ins := range inputs {
		for k, from := range ins {
			e := layeredEdge{from: from, to: to, input: k}
			at := from
			for c := g.nodes[from].column + 1; c < g.nodes[to].column; c++ {
				dummy := len(g.nodes)
				g.nodes = append(g.nodes, layeredNode{column: c})
				g.columns[c] = append(g.columns[c], dummy)
				e.via = append(e.via, dummy)
				link(at, dummy)
				at = dummy
			}
			link(at, to)
			g.edges = append(g.edges, e)
		}
	}
}

// order sweeps forward and back, and keeps the best order seen.
func (g *layered) order() {
	best, fewest := g.copyColumns(), g.crossings()
	for sweep := 0; sweep < 24 && fewest > 0; sweep++ {
		forward := sweep%2 == 0
		for k := range g.columns {
			if !forward {
				k = len(g.columns) - 1 - k
			}
			g.sortColumn(k, forward)
		}
		if n := g.crossings(); n < fewest {
			best, fewest = g.copyColumns(), n
		}
	}
	g.columns = best
}

func (g *layered) copyColumns() [][]int {
	out := make([][]int, len(g.columns))
	for i, c := range g.columns {
		out[i] = append([]int(nil), c...)
	}
	return out
}

// sortColumn orders column k by the mean position of each node's neighbours on
// the side that the sweep comes from; a node without any keeps its position.
func (g *layered) sortColumn(k int, forward bool) {
	position := g.positions()
	column := g.columns[k]
	mean := make(map[int]float64, len(column))
	for _, n := range column {
		side := g.nodes[n].after
		if forward {
			side = g.nodes[n].before
		}
		mean[n] = float64(position[n])
		if len(side) > 0 {
			sum := 0
			for _, m := range side {
				sum += position[m]
			}
			mean[n] = float64(sum) / float64(len(side))
		}
	}
	sort.SliceStable(column, func(i, j int) bool { return mean[column[i]] < mean[column[j]] })
}

// positions is each node's rank in its column.
func (g *layered) positions() []int {
	position := make([]int, len(g.nodes))
	for _, column := range g.columns {
		for i, n := range column {
			position[n] = i
		}
	}
	return position
}

// crossings counts the pairs of edges between neighbouring columns that cross.
func (g *layered) crossings() (n int) {
	position := g.positions()
	for _, column := range g.columns {
		var ends []int // of the edges out of this column, in the order of their starts
		for _, a := range column {
			first := len(ends)
			for _, b := range g.nodes[a].after {
				ends = append(ends, position[b])
			}
			sort.Ints(ends[first:])
		}
		for i := range ends {
			for j := i + 1; j < len(ends); j++ {
				if ends[j] < ends[i] {
					n++
				}
			}
		}
	}
	return n
}

// place gives every node its coordinates.
func (g *layered) place() {
	at := 0.0
	for _, column := range g.columns {
		width := 0.0
		for _, n := range column {
			width = math.Max(width, g.nodes[n].mainSize)
		}
		for _, n := range column {
			g.nodes[n].main = at + width/2
			if n := &g.nodes[n]; n.mainSize == 0 {
				n.mainSize = width // a passing edge runs straight past the boxes
			}
		}
		at += width + columnGap
	}
	g.main = at - columnGap

	for _, column := range g.columns { // start: packed
		g.settle(column, func(int) float64 { return 0 })
	}
	for sweep := range 12 {
		for k := range g.columns {
			if sweep%2 == 1 {
				k = len(g.columns) - 1 - k
			}
			g.settle(g.columns[k], func(n int) float64 {
				side := append(append([]int(nil), g.nodes[n].before...), g.nodes[n].after...)
				if len(side) == 0 {
					return g.nodes[n].cross
				}
				sum := 0.0
				for _, m := range side {
					sum += g.nodes[m].cross
				}
				return sum / float64(len(side))
			})
		}
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, n := range g.nodes {
		lo, hi = math.Min(lo, n.cross-n.crossSize/2), math.Max(hi, n.cross+n.crossSize/2)
	}
	for i := range g.nodes {
		g.nodes[i].cross -= lo
	}
	g.cross = hi - lo
}

// settle puts one column's nodes as near to where they want to be as their
// order and the gaps allow.
func (g *layered) settle(column []int, want func(n int) float64) {
	at, size := make([]float64, len(column)), make([]float64, len(column))
	for i, n := range column {
		at[i], size[i] = want(n), g.nodes[n].crossSize+nodeGap
		if g.nodes[n].crossSize == 0 {
			size[i] = edgeGap
		}
	}
	settle(at, size)
	for i, n := range column {
		g.nodes[n].cross = at[i]
	}
}

// settle moves centres, keeping their order, as little as it can (in squares)
// until intervals of the given sizes no longer overlap.
func settle(at, size []float64) {
	// Intervals that touch form a block around the mean of its members' wishes.
	type block struct {
		sum, size float64 // sum: of the members' wishes for the block's start
		n, first  int
	}
	start := func(b block) float64 { return b.sum / float64(b.n) }
	var blocks []block
	for i := range at {
		b := block{at[i] - size[i]/2, size[i], 1, i}
		for len(blocks) > 0 {
			a := blocks[len(blocks)-1]
			if start(a)+a.size <= start(b) {
				break
			}
			b = block{a.sum + b.sum - a.size*float64(b.n), a.size + b.size, a.n + b.n, a.first}
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	for _, b := range blocks {
		x := start(b)
		for i := b.first; i < b.first+b.n; i++ {
			at[i] = x + size[i]/2
			x += size[i]
		}
	}
}
