// Edges of a small picture by convolution, then max-pooling.
package main

import "fmt"

type image [][]float64

func zeros(h, w int) image {
	m := make(image, h)
	for i := range m {
		m[i] = make([]float64, w)
	}
	return m
}

func (m image) convolve(k image) image {
	h, w := len(m)-len(k)+1, len(m[0])-len(k[0])+1
	out := zeros(h, w)
	for y := range h {
		for x := range w {
			for dy, row := range k {
				for dx, v := range row {
					out[y][x] += m[y+dy][x+dx] * v
				}
			}
		}
	}
	return out
}

func (m image) pool(n int) image {
	out := zeros(len(m)/n, len(m[0])/n)
	for y := range out {
		for x := range out[y] {
			best := m[y*n][x*n]
			for dy := range n {
				for dx := range n {
					best = max(best, m[y*n+dy][x*n+dx])
				}
			}
			out[y][x] = best
		}
	}
	return out
}

func main() {
	picture := zeros(8, 8)
	for y := 2; y < 6; y++ {
		for x := 2; x < 6; x++ {
			picture[y][x] = 1
		}
	}
	sobel := image{{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}}
	edges := picture.convolve(sobel)
	for _, row := range edges {
		fmt.Println(row)
	}
	fmt.Println("pooled", edges.pool(2))
}
