package viz

import (
	"fmt"
	"math"
	"math/rand"
)

// Data for the pictures: made, but of the kind that lessons have.

func lossCurve(n int, k float64) []float64 {
	ys := make([]float64, n)
	for i := range ys {
		x := float64(i) / float64(n)
		ys[i] = .08 + .5*math.Exp(-9*x) + .03*math.Sin(7*x+k)*math.Exp(-3*x) + k*x*x*.05
	}
	return ys
}

func manyLines() *Figure {
	xs := make([]float64, 60)
	var ys [][]float64
	var names []string
	for k := range 7 {
		names = append(names, fmt.Sprintf("lr %g", math.Pow(10, -float64(k))))
		ys = append(ys, lossCurve(60, float64(k)*.2))
	}
	for i := range xs {
		xs[i] = float64(i)
	}
	return Lines(xs, ys...).Names(names...).Title("Learning rates").XLabel("epoch").YLabel("loss")
}

func linesWithGaps() *Figure {
	ys := lossCurve(60, 0)
	for i := 20; i < 30; i++ {
		ys[i] = math.NaN()
	}
	ys[40], ys[42] = math.Inf(1), math.Inf(1)
	return Line("loss", ys...).Guide(.1, "target").Mark(10, ys[10], "here").
		Title("A title that is much too long for one line and so has to be broken in two").XLabel("epoch")
}

func moons(n int) (points [][]float64, labels []int) {
	r := rand.New(rand.NewSource(7))
	for i := range n {
		t := math.Pi * r.Float64()
		x, y := math.Cos(t), math.Sin(t)
		if i%2 == 1 {
			x, y = 1-x, .5-y
		}
		points = append(points, []float64{x + .2*r.NormFloat64(), y + .2*r.NormFloat64()})
		labels = append(labels, i%2)
	}
	return points, labels
}

func moonsProba(points [][]float64) [][]float64 {
	out := make([][]float64, len(points))
	for i, q := range points {
		z := 6 * (-q[1] + .25 + .75*math.Sin(1.9*(q[0]-.5)))
		out[i] = []float64{1 / (1 + math.Exp(-z))}
	}
	return out
}

func threeClasses() *Figure {
	r := rand.New(rand.NewSource(2))
	centres := [][]float64{{5, 3.4}, {5.9, 2.7}, {6.6, 3}}
	var points [][]float64
	var labels []int
	for i := range 90 {
		c := centres[i%3]
		points = append(points, []float64{c[0] + .3*r.NormFloat64(), c[1] + .3*r.NormFloat64()})
		labels = append(labels, i%3)
	}
	proba := func(points [][]float64) [][]float64 {
		out := make([][]float64, len(points))
		for i, q := range points {
			sum := 0.0
			out[i] = make([]float64, 3)
			for k, c := range centres {
				out[i][k] = math.Exp(-4 * (math.Pow(q[0]-c[0], 2) + math.Pow(q[1]-c[1], 2)))
				sum += out[i][k]
			}
			for k := range out[i] {
				out[i][k] /= sum
			}
		}
		return out
	}
	return Boundary(proba, points, labels).Names("setosa", "versicolor", "virginica").Title("Iris").XLabel("sepal length").YLabel("sepal width")
}

func surfaceWithPaths() *Figure {
	f := func(x, y float64) float64 { return math.Pow(1-x, 2) + 8*math.Pow(y-x*x, 2) }
	descend := func(momentum float64) (way [][]float64) {
		x, y, u, v := -1.35, .2, 0.0, 0.0
		for range 120 {
			way = append(way, []float64{x, y})
			u = momentum*u - .006*(-2*(1-x)-32*x*(y-x*x))
			v = momentum*v - .006*16*(y-x*x)
			x, y = x+u, y+v
		}
		return way
	}
	return Surface(f, -1.7, 1.6, -.6, 1.9).Path("SGD", descend(0)).Path("momentum", descend(.7)).
		Title("Loss surface and two descents").XLabel("w1").YLabel("w2")
}

func layers(n int, kind string) (names []string, values [][]float64) {
	r := rand.New(rand.NewSource(5))
	std := .4
	for k := range n {
		v := make([]float64, 3000)
		for i := range v {
			v[i] = math.Tanh(std * r.NormFloat64())
			if kind == "relu" {
				v[i] = math.Max(0, v[i])
			}
		}
		names = append(names, fmt.Sprintf("%d %s", k+1, kind))
		values = append(values, v)
		std *= .55
	}
	return names, values
}

// trace stands in for nn's.
type trace struct{}

func (trace) Activations() ([]string, [][]float64) {
	names, values := layers(2, "relu")
	names2, values2 := layers(1, "tanh")
	for i := range values2[0] {
		values2[0][i] = math.Tanh(8 * values2[0][i])
	}
	return append(names, names2...), append(values, values2...)
}
func (trace) Gradients() ([]string, [][]float64) { return layers(3, "linear") }

func norms(k int) []float64 {
	out := make([]float64, 240)
	for i := range out {
		x := float64(i)
		out[i] = .003 + .2*math.Exp(-x/18)*(1+.3*float64(k)) + .008*math.Exp(-math.Pow((x-100)/30, 2))*math.Abs(math.Sin(x/3+float64(k))) + .0008*float64(k)
	}
	return out
}

func weights(r, c int) [][]float64 {
	rnd := rand.New(rand.NewSource(11))
	out := make([][]float64, r)
	for i := range out {
		out[i] = make([]float64, c)
		for j := range out[i] {
			out[i][j] = rnd.NormFloat64() * .3
		}
	}
	return out
}

// sampleImages are 8×8 rings and bars.
func sampleImages(n int) *Figure {
	var images [][][]float64
	var titles []string
	for k := range n {
		img := make([][]float64, 8)
		for j := range img {
			img[j] = make([]float64, 8)
			for i := range img[j] {
				d := math.Hypot(float64(i)-3.5, float64(j)-3.5)
				img[j][i] = math.Exp(-math.Pow(d-1-float64(k%5)/2, 2))
				if k%3 == 0 {
					img[j][i] = math.Exp(-math.Pow(float64(i)-3.5+float64(k%4)-1.5, 2))
				}
			}
		}
		images = append(images, img)
		titles = append(titles, fmt.Sprintf("%d → %d", k%10, (k*7)%10))
	}
	return Images(images, titles).Title("Samples: label → prediction")
}

// graphOf is a graph written down node by node.
type graphOf []struct {
	op, name   string
	shape      []int
	data, grad []float64
	inputs     []int
}

func (g graphOf) WalkGraph(visit func(id int, op, name string, shape []int, data, grad []float64, inputs []int)) {
	for i, n := range g {
		visit(i, n.op, n.name, n.shape, n.data, n.grad, n.inputs)
	}
}

func neuron() graphOf {
	v := func(x float64) []float64 { return []float64{x} }
	return graphOf{
		{"", "x", nil, v(2), nil, nil},
		{"", "w", nil, v(-3), v(-44), nil},
		{"Mul", "", nil, v(-6), v(-22), []int{0, 1}},
		{"", "b", nil, v(1), v(-22), nil},
		{"Add", "", nil, v(-5), v(-22), []int{2, 3}},
		{"", "y", nil, v(6), nil, nil},
		{"Sub", "", nil, v(-11), v(-22), []int{4, 5}},
		{"Square", "loss", nil, v(121), v(1), []int{6}},
	}
}

// deepGraph is a chain of scalar neurons with two inputs each: about 50 nodes.
func deepGraph() (g graphOf) {
	r := rand.New(rand.NewSource(4))
	add := func(op, name string, inputs ...int) int {
		g = append(g, struct {
			op, name   string
			shape      []int
			data, grad []float64
			inputs     []int
		}{op, name, nil, []float64{r.NormFloat64()}, []float64{r.NormFloat64()}, inputs})
		return len(g) - 1
	}
	x1, x2 := add("", "x1"), add("", "x2")
	for l := range 3 {
		var out [2]int
		for u := range 2 {
			w1, w2, b := add("", fmt.Sprintf("w%d%d1", l, u)), add("", fmt.Sprintf("w%d%d2", l, u)), add("", fmt.Sprintf("b%d%d", l, u))
			out[u] = add("Tanh", "", add("Add", "", add("Add", "", add("Mul", "", x1, w1), add("Mul", "", x2, w2)), b))
		}
		x1, x2 = out[0], out[1]
	}
	add("Mul", "loss", x1, x2)
	return g
}

func tensorGraph() graphOf {
	m := []float64{.1, .2, -.3, .4, .5, .6}
	return graphOf{
		{"", "x", []int{32, 64}, m, nil, nil},
		{"", "W1", []int{64, 16}, m, m, nil},
		{"MatMul", "", []int{32, 16}, m, m, []int{0, 1}},
		{"", "b1", []int{16}, m, m, nil},
		{"Add", "", []int{32, 16}, m, m, []int{2, 3}},
		{"ReLU", "hidden", []int{32, 16}, m, m, []int{4}},
		{"", "W2", []int{16, 10}, m, m, nil},
		{"MatMul", "logits", []int{32, 10}, m, m, []int{5, 6}},
		{"CrossEntropy", "loss", nil, []float64{2.3026}, []float64{1}, []int{7}},
	}
}

// trained is a live figure after 60 epochs that nobody watched.
func trained(names ...string) *LiveFigure {
	l := Live(names...)
	train, val := lossCurve(60, 0), lossCurve(60, 1.5)
	for e := range 60 {
		l.Epoch(e, map[string]float64{"loss": train[e], "val loss": val[e], "accuracy": 1 - train[e], "val accuracy": 1 - val[e]})
	}
	return l
}

// liveBatches is a live figure of noisy batches and quiet epochs.
func liveBatches() *Figure {
	l := Live("loss", "val loss")
	r := rand.New(rand.NewSource(1))
	for i := range 1500 {
		mean := .05 + 2.3*math.Exp(-float64(i)/250)
		l.Batch(i, map[string]float64{"loss": mean * (1 + .25*r.NormFloat64())})
		if i%150 == 149 {
			l.Epoch(i/150, map[string]float64{"val loss": mean*.95 + math.Pow(float64(i)/2500, 2)})
		}
	}
	return l.Figure()
}

func longNames() *Figure {
	var names []string
	for i := range 20 {
		names = append(names, fmt.Sprintf("class number %d", i))
	}
	values := make([]float64, 20)
	for i, row := range weights(20, 1) {
		values[i] = row[0]
	}
	return Panels(
		HeatMap(weights(20, 20)).Labels(names, names).Title("Long labels"),
		Bars(names, values).Title("Long names").XLabel("class"),
	)
}
