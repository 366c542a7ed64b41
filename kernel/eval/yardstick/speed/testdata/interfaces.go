package main

import (
	"fmt"
	"os"
	"time"
)

type shape interface {
	area() float64
	scale(k float64)
}

type rect struct{ w, h float64 }
type circle struct{ r float64 }
type triangle struct{ base, height float64 }

func (s *rect) area() float64     { return s.w * s.h }
func (s *circle) area() float64   { return 3.14159 * s.r * s.r }
func (s *triangle) area() float64 { return s.base * s.height / 2 }

func (s *rect) scale(k float64)     { s.w *= k; s.h *= k }
func (s *circle) scale(k float64)   { s.r *= k }
func (s *triangle) scale(k float64) { s.base *= k; s.height *= k }

func main() {
	start := time.Now()
	shapes := []shape{&rect{1, 2}, &circle{3}, &triangle{2, 5}, &rect{2, 2}}
	sum := 0.0
	for i := 0; i < 250000; i++ {
		for _, s := range shapes {
			sum += s.area()
		}
		if i%1000 == 0 {
			shapes[i/1000%4].scale(1.001)
		}
	}
	fmt.Printf("%.4f\n", sum)
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
