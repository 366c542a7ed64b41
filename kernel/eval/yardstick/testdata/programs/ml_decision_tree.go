// A decision tree by information gain (ID3).
package main

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

type row map[string]string

type node struct {
	feature  string
	children map[string]*node
	answer   string
}

func counts(rows []row, key string) map[string]int {
	out := map[string]int{}
	for _, r := range rows {
		out[r[key]]++
	}
	return out
}

func entropy(rows []row) (h float64) {
	c := counts(rows, "play")
	for _, k := range []string{"no", "yes"} {
		if c[k] > 0 {
			p := float64(c[k]) / float64(len(rows))
			h -= p * math.Log2(p)
		}
	}
	return h
}

func split(rows []row, feature string) map[string][]row {
	parts := make(map[string][]row)
	for _, r := range rows {
		parts[r[feature]] = append(parts[r[feature]], r)
	}
	return parts
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func grow(rows []row, features []string) *node {
	c := counts(rows, "play")
	if len(c) == 1 || len(features) == 0 {
		if c["yes"] >= c["no"] {
			return &node{answer: "yes"}
		}
		return &node{answer: "no"}
	}
	best, gain := features[0], -1.0
	for _, f := range features {
		g, parts := entropy(rows), split(rows, f)
		for _, k := range sortedKeys(parts) {
			g -= float64(len(parts[k])) / float64(len(rows)) * entropy(parts[k])
		}
		if g > gain+1e-12 {
			best, gain = f, g
		}
	}
	var rest []string
	for _, f := range features {
		if f != best {
			rest = append(rest, f)
		}
	}
	n := &node{feature: best, children: map[string]*node{}}
	for value, part := range split(rows, best) {
		n.children[value] = grow(part, rest)
	}
	return n
}

func (n *node) print(depth int) {
	for _, k := range sortedKeys(n.children) {
		fmt.Printf("%s%s = %s", strings.Repeat("  ", depth), n.feature, k)
		if c := n.children[k]; c.answer != "" {
			fmt.Println(" →", c.answer)
		} else {
			fmt.Println()
			c.print(depth + 1)
		}
	}
}

func main() {
	table := "sunny hot high no,sunny hot high no,overcast hot high yes,rain mild high yes,rain cool normal yes," +
		"overcast cool normal yes,sunny mild high no,sunny cool normal yes,rain mild normal yes,overcast mild high yes"
	var rows []row
	for _, line := range strings.Split(table, ",") {
		f := strings.Fields(line)
		rows = append(rows, row{"outlook": f[0], "temperature": f[1], "humidity": f[2], "play": f[3]})
	}
	fmt.Printf("entropy %.4f\n", entropy(rows))
	grow(rows, []string{"humidity", "outlook", "temperature"}).print(0)
}
