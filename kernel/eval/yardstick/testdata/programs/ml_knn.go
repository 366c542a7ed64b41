// k nearest neighbours with a vote.
package main

import (
	"fmt"
	"math"
	"sort"
)

type example struct {
	features []float64
	class    string
}

func distance(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += (a[i] - b[i]) * (a[i] - b[i])
	}
	return math.Sqrt(sum)
}

func classify(train []example, x []float64, k int) (string, map[string]int) {
	sorted := append([]example(nil), train...)
	sort.SliceStable(sorted, func(i, j int) bool {
		return distance(sorted[i].features, x) < distance(sorted[j].features, x)
	})
	votes := map[string]int{}
	for _, e := range sorted[:k] {
		votes[e.class]++
	}
	best := ""
	for class, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && class < best {
			best = class
		}
	}
	return best, votes
}

func main() {
	train := []example{
		{[]float64{5.1, 1.4}, "setosa"}, {[]float64{4.9, 1.5}, "setosa"}, {[]float64{5.4, 1.7}, "setosa"},
		{[]float64{6.4, 4.5}, "versicolor"}, {[]float64{5.7, 4.2}, "versicolor"}, {[]float64{6.1, 4.7}, "versicolor"},
		{[]float64{6.9, 5.7}, "virginica"}, {[]float64{7.2, 6.0}, "virginica"}, {[]float64{6.3, 5.6}, "virginica"},
	}
	for _, x := range [][]float64{{5.0, 1.6}, {6.0, 4.4}, {7.0, 5.8}, {6.2, 5.1}} {
		class, votes := classify(train, x, 3)
		fmt.Println(x, class, votes)
	}
}
