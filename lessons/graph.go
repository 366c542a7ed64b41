package lessons

// Graph is a computation graph told node by node. A type declared in a cell
// cannot be handed to viz.Graph, whose argument has a method that compiled code
// must find; a Graph filled from it can:
//
//	g := &lessons.Graph{}
//	x := g.Add(lessons.Node{Name: "x", Data: []float64{3}})
//	g.Add(lessons.Node{Op: "Square", Data: []float64{9}, Inputs: []int{x}})
//	viz.Graph(g)
type Graph struct{ nodes []Node }

// Node is one scalar of a [Graph].
type Node struct {
	Op, Name   string    // Op is "" for what was not computed
	Data, Grad []float64 // one number; nil while it is not known
	Inputs     []int     // what Add returned for the nodes that it was computed from
}

// Add appends a node and returns its number, counted from 0.
func (g *Graph) Add(n Node) int {
	g.nodes = append(g.nodes, n)
	return len(g.nodes) - 1
}

// WalkGraph visits the nodes in the order in which they were added.
func (g *Graph) WalkGraph(visit func(id int, op, name string, shape []int, data, grad []float64, inputs []int)) {
	for id, n := range g.nodes {
		visit(id, n.Op, n.Name, nil, n.Data, n.Grad, n.Inputs)
	}
}
