// Lloyd's algorithm for k-means.
package main

import (
	"fmt"
	"math"
	"math/rand"
)

type Point struct{ X, Y float64 }

func (p Point) Sub(q Point) Point     { return Point{p.X - q.X, p.Y - q.Y} }
func (p Point) Norm() float64         { return math.Hypot(p.X, p.Y) }
func (p Point) Scale(k float64) Point { return Point{p.X * k, p.Y * k} }
func (p Point) Add(q Point) Point     { return Point{p.X + q.X, p.Y + q.Y} }
func (p Point) String() string        { return fmt.Sprintf("(%.2f, %.2f)", p.X, p.Y) }
func (p Point) Nearest(to []Point) (at int) {
	best := math.Inf(1)
	for i, q := range to {
		if d := p.Sub(q).Norm(); d < best {
			best, at = d, i
		}
	}
	return at
}

func kmeans(points, centres []Point) (rounds int) {
	assigned := make([]int, len(points))
	for changed := true; changed; rounds++ {
		changed = rounds == 0
		for i, p := range points {
			if c := p.Nearest(centres); c != assigned[i] {
				assigned[i], changed = c, true
			}
		}
		sums, counts := make([]Point, len(centres)), make([]int, len(centres))
		for i, p := range points {
			sums[assigned[i]] = sums[assigned[i]].Add(p)
			counts[assigned[i]]++
		}
		for i := range centres {
			if counts[i] > 0 {
				centres[i] = sums[i].Scale(1 / float64(counts[i]))
			}
		}
	}
	return rounds
}

func main() {
	rng := rand.New(rand.NewSource(42))
	var points []Point
	for _, c := range []Point{{0, 0}, {5, 5}, {0, 6}} {
		for i := 0; i < 30; i++ {
			points = append(points, Point{c.X + rng.NormFloat64(), c.Y + rng.NormFloat64()})
		}
	}
	centres := []Point{points[0], points[30], points[60]}
	rounds := kmeans(points, centres)
	fmt.Println("rounds:", rounds)
	for i, c := range centres {
		fmt.Println(i, c.String())
	}
}
