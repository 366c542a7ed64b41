// Shortest ways through a weighted graph.
package main

import (
	"container/heap"
	"fmt"
	"math"
	"strings"
)

type edge struct {
	to     string
	weight float64
}

type graph map[string][]edge

type item struct {
	node string
	dist float64
}

type frontier []item

func (f frontier) Len() int           { return len(f) }
func (f frontier) Less(i, j int) bool { return f[i].dist < f[j].dist }
func (f frontier) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(x any)        { *f = append(*f, x.(item)) }
func (f *frontier) Pop() (x any) {
	last := len(*f) - 1
	x, *f = (*f)[last], (*f)[:last]
	return x
}

func (g graph) connect(a, b string, weight float64) {
	g[a] = append(g[a], edge{b, weight})
	g[b] = append(g[b], edge{a, weight})
}

func (g graph) shortest(from, to string) ([]string, float64) {
	dist, prev := map[string]float64{from: 0}, map[string]string{}
	f := &frontier{{from, 0}}
	for f.Len() > 0 {
		at := heap.Pop(f).(item)
		if at.node == to {
			path := []string{to}
			for n := to; n != from; {
				n = prev[n]
				path = append([]string{n}, path...)
			}
			return path, at.dist
		}
		for _, e := range g[at.node] {
			d := at.dist + e.weight
			if old, seen := dist[e.to]; !seen || d < old {
				dist[e.to], prev[e.to] = d, at.node
				heap.Push(f, item{e.to, d})
			}
		}
	}
	return nil, math.Inf(1)
}

func main() {
	g := graph{}
	g.connect("A", "B", 7)
	g.connect("A", "C", 9)
	g.connect("A", "F", 14)
	g.connect("B", "C", 10)
	g.connect("B", "D", 15)
	g.connect("C", "D", 11)
	g.connect("C", "F", 2)
	g.connect("D", "E", 6)
	g.connect("E", "F", 9)
	g.connect("X", "Y", 1)
	for _, to := range []string{"E", "D", "X"} {
		path, d := g.shortest("A", to)
		fmt.Println(strings.Join(path, "→"), d)
	}
}
