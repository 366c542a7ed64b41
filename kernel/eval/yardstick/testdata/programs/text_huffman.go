// Huffman coding with container/heap.
package main

import (
	"container/heap"
	"fmt"
	"sort"
	"strings"
)

type node struct {
	letter      rune
	weight      int
	order       int
	left, right *node
}

type queue []*node

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].weight != q[j].weight {
		return q[i].weight < q[j].weight
	}
	return q[i].order < q[j].order
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*node)) }
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

func tree(text string) *node {
	counts := map[rune]int{}
	for _, r := range text {
		counts[r]++
	}
	q := &queue{}
	for r, n := range counts {
		*q = append(*q, &node{letter: r, weight: n, order: int(r)})
	}
	heap.Init(q)
	for order := 1000; q.Len() > 1; order++ {
		a, b := heap.Pop(q).(*node), heap.Pop(q).(*node)
		heap.Push(q, &node{weight: a.weight + b.weight, order: order, left: a, right: b})
	}
	return (*q)[0]
}

func (n *node) codes(prefix string, out map[rune]string) {
	if n.left == nil {
		out[n.letter] = prefix
		return
	}
	n.left.codes(prefix+"0", out)
	n.right.codes(prefix+"1", out)
}

func main() {
	text := "abracadabra alakazam"
	codes := map[rune]string{}
	root := tree(text)
	root.codes("", codes)
	var letters []string
	for r, c := range codes {
		letters = append(letters, fmt.Sprintf("%q=%s", r, c))
	}
	sort.Strings(letters)
	fmt.Println(strings.Join(letters, " "))
	var bits strings.Builder
	for _, r := range text {
		bits.WriteString(codes[r])
	}
	fmt.Println(bits.Len(), "bits instead of", 8*len(text))
	var decoded []rune
	at := root
	for _, b := range bits.String() {
		if b == '0' {
			at = at.left
		} else {
			at = at.right
		}
		if at.left == nil {
			decoded = append(decoded, at.letter)
			at = root
		}
	}
	fmt.Println(string(decoded))
}
