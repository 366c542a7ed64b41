package main

import (
	"fmt"
	"os"
	"time"
)

func convolve(image, kernel [][]float64) [][]float64 {
	h, w := len(image)-len(kernel)+1, len(image[0])-len(kernel[0])+1
	out := make([][]float64, h)
	for y := range out {
		out[y] = make([]float64, w)
		for x := range out[y] {
			sum := 0.0
			for dy, row := range kernel {
				for dx, k := range row {
					sum += k * image[y+dy][x+dx]
				}
			}
			out[y][x] = sum
		}
	}
	return out
}

func relu(image [][]float64) {
	for _, row := range image {
		for x, v := range row {
			if v < 0 {
				row[x] = 0
			}
		}
	}
}

func pool(image [][]float64) [][]float64 {
	out := make([][]float64, len(image)/2)
	for y := range out {
		out[y] = make([]float64, len(image[0])/2)
		for x := range out[y] {
			best := image[2*y][2*x]
			for dy := 0; dy < 2; dy++ {
				for dx := 0; dx < 2; dx++ {
					if v := image[2*y+dy][2*x+dx]; v > best {
						best = v
					}
				}
			}
			out[y][x] = best
		}
	}
	return out
}

func main() {
	start := time.Now()
	image := make([][]float64, 144)
	for y := range image {
		image[y] = make([]float64, 144)
		for x := range image[y] {
			image[y][x] = float64((x*x+3*y*y)%17) / 17
		}
	}
	kernels := [][][]float64{
		{{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}},
		{{1, 2, 1}, {0, 0, 0}, {-1, -2, -1}},
		{{0, -1, 0}, {-1, 5, -1}, {0, -1, 0}},
	}
	total := 0.0
	for _, k := range kernels {
		out := convolve(image, k)
		relu(out)
		out = convolve(pool(out), k)
		relu(out)
		for _, row := range out {
			for _, v := range row {
				total += v
			}
		}
	}
	fmt.Printf("%.6f\n", total)
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
