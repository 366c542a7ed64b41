package main

import (
	"fmt"
	"math"
	"os"
	"time"
)

type body struct{ x, y, z, vx, vy, vz, mass float64 }

func energy(bodies []body) float64 {
	e := 0.0
	for i := range bodies {
		b := &bodies[i]
		e += b.mass * (b.vx*b.vx + b.vy*b.vy + b.vz*b.vz) / 2
		for j := i + 1; j < len(bodies); j++ {
			c := &bodies[j]
			dx, dy, dz := b.x-c.x, b.y-c.y, b.z-c.z
			e -= b.mass * c.mass / math.Sqrt(dx*dx+dy*dy+dz*dz)
		}
	}
	return e
}

func advance(bodies []body, dt float64) {
	for i := range bodies {
		b := &bodies[i]
		for j := i + 1; j < len(bodies); j++ {
			c := &bodies[j]
			dx, dy, dz := b.x-c.x, b.y-c.y, b.z-c.z
			d := dx*dx + dy*dy + dz*dz
			pull := dt / (d * math.Sqrt(d))
			b.vx -= dx * c.mass * pull
			b.vy -= dy * c.mass * pull
			b.vz -= dz * c.mass * pull
			c.vx += dx * b.mass * pull
			c.vy += dy * b.mass * pull
			c.vz += dz * b.mass * pull
		}
	}
	for i := range bodies {
		b := &bodies[i]
		b.x += dt * b.vx
		b.y += dt * b.vy
		b.z += dt * b.vz
	}
}

func main() {
	start := time.Now()
	bodies := []body{
		{0, 0, 0, 0, 0, 0, 40},
		{5, -1, -0.1, 0.6, 2.8, -0.02, 0.038},
		{8, 4, -0.4, -1, 1.8, 0.008, 0.011},
		{13, -15, -0.2, 1.1, 0.87, -0.01, 0.0017},
		{15, -26, 0.18, 0.98, 0.6, -0.035, 0.002},
	}
	for i := 0; i < 12000; i++ {
		advance(bodies, 0.01)
	}
	fmt.Printf("%.6f\n", energy(bodies))
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
