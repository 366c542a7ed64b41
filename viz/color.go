package viz

import (
	"image/color"
	"math"
	"strconv"
)

// A Ramp maps 0…1 to colours, by 256 steps.
type Ramp []color.NRGBA

// NewRamp interpolates evenly between colours written as hexadecimal RRGGBB.
func NewRamp(stops ...string) Ramp {
	if len(stops) == 0 {
		fail("NewRamp", "pass colours such as \"0072B2\"", "there are no colours")
	}
	ramp := make(Ramp, 256)
	for i := range ramp {
		at := float64(i) / 255 * float64(len(stops)-1)
		k := max(0, min(int(at), len(stops)-2))
		ramp[i] = mix(hex(stops[k]), hex(stops[min(k+1, len(stops)-1)]), at-float64(k))
	}
	return ramp
}

// At returns the colour of v, with v outside 0…1 drawn as the nearer end.
func (r Ramp) At(v float64) color.NRGBA {
	n := float64(len(r) - 1)
	return r[int(math.Max(0, math.Min(n, v*n+.5)))]
}

// hex reads RRGGBB.
func hex(s string) color.NRGBA {
	v, err := strconv.ParseUint(s, 16, 24)
	if err != nil || len(s) != 6 {
		fail("NewRamp", "write colours as six hexadecimal digits, such as \"0072B2\"", "%q is not a colour", s)
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

func hexes(ss ...string) []color.NRGBA {
	out := make([]color.NRGBA, len(ss))
	for i, s := range ss {
		out[i] = hex(s)
	}
	return out
}

// mix is a for f = 0, b for f = 1, and in between linear.
func mix(a, b color.NRGBA, f float64) color.NRGBA {
	f = math.Max(0, math.Min(1, f))
	ch := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*f + .5) }
	return color.NRGBA{R: ch(a.R, b.R), G: ch(a.G, b.G), B: ch(a.B, b.B), A: ch(a.A, b.A)}
}

// alpha is c at opacity a of 0…1.
func alpha(c color.NRGBA, a float64) color.NRGBA {
	c.A = uint8(a*255 + .5)
	return c
}

// luma is the perceived brightness of c in 0…1 (the weights of Rec. 601).
func luma(c color.NRGBA) float64 {
	return (.299*float64(c.R) + .587*float64(c.G) + .114*float64(c.B)) / 255
}

// inkOn is black or white, whichever reads better on c.
func inkOn(c color.NRGBA) color.NRGBA {
	if luma(c) > .55 {
		return hex("111111")
	}
	return hex("FFFFFF")
}
