package data

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"

	"gradus/nn"
)

// Pixels is an image in a batch: the values row by row, channels last, for a step
// to change.
type Pixels struct {
	Values                  []float32
	Height, Width, Channels int

	spare []float32 // as many values, to put the original in
}

// At returns where the values of a pixel begin.
func (p *Pixels) At(row, column int) int { return (row*p.Width + column) * p.Channels }

// PerImage makes a step of a function that changes an image, with random numbers
// of its own.
//
//	darker := data.PerImage(func(p *data.Pixels, r *rand.Rand) {
//		factor := r.Float32()
//		for i := range p.Values {
//			p.Values[i] *= factor
//		}
//	})
func PerImage(change func(p *Pixels, r *rand.Rand)) Augmentation {
	return perImage{"PerImage", change}
}

type perImage struct {
	name   string
	change func(p *Pixels, r *rand.Rand)
}

func (s perImage) apply(b *batch) {
	if len(b.shape) != 3 && len(b.shape) != 4 {
		panic(&nn.ShapeError{Op: s.name, Shapes: [][]int{b.shape}, Hint: "images are [N, height, width, channels]; for Digits, Reshape(8, 8, 1) comes first"})
	}
	p := &Pixels{Height: b.shape[1], Width: b.shape[2], Channels: 1}
	if len(b.shape) == 4 {
		p.Channels = b.shape[3]
	}
	if len(b.x) == 0 {
		return
	}
	p.spare = make([]float32, len(b.sample(0)))
	for i := range b.len() {
		p.Values = b.sample(i)
		s.change(p, b.random(i))
	}
}

// Flip mirrors every second image, on average, left to right.
func Flip() Augmentation {
	return perImage{"Flip", func(p *Pixels, r *rand.Rand) {
		if r.IntN(2) == 0 {
			p.stretch(1, 0, -1, float64(p.Width-1))
		}
	}}
}

// FlipVertical mirrors every second image, on average, top to bottom.
func FlipVertical() Augmentation {
	return perImage{"FlipVertical", func(p *Pixels, r *rand.Rand) {
		if r.IntN(2) == 0 {
			p.stretch(-1, float64(p.Height-1), 1, 0)
		}
	}}
}

// Shift moves images by up to a share of their height and width, in whole pixels.
// The border is repeated where nothing is left.
func Shift(share float64) Augmentation {
	mustShare("Shift", share)
	return perImage{"Shift", func(p *Pixels, r *rand.Rand) {
		down := math.Round(uniform(r, share) * float64(p.Height))
		right := math.Round(uniform(r, share) * float64(p.Width))
		p.stretch(1, -down, 1, -right)
	}}
}

// Rotate turns images around their middle by up to so many degrees, in either
// direction. The border is repeated where nothing is left.
func Rotate(degrees float64) Augmentation {
	if !(degrees >= 0 && degrees <= 360) {
		panic(&nn.ValueError{Op: "Rotate", Hint: fmt.Sprintf("%v degrees must lie between 0 and 360", degrees)})
	}
	return perImage{"Rotate", func(p *Pixels, r *rand.Rand) {
		p.rotate(uniform(r, degrees))
	}}
}

// Crop cuts out a part of an image, at random, and enlarges it to the whole. Each
// side of the part is the given share of the image's, or more.
func Crop(share float64) Augmentation {
	mustShare("Crop", share)
	return perImage{"Crop", func(p *Pixels, r *rand.Rand) {
		scale := share + (1-share)*r.Float64()
		top := (1 - scale) * r.Float64() * float64(p.Height-1)
		left := (1 - scale) * r.Float64() * float64(p.Width-1)
		p.stretch(scale, top, scale, left)
	}}
}

// Cutout covers a square at a random place with the image's mean value, its side a
// share of the image's shorter one. Some of it may lie outside.
//
// T. DeVries, G. Taylor, "Improved Regularization of Convolutional Neural Networks
// with Cutout", 2017.
func Cutout(share float64) Augmentation {
	mustShare("Cutout", share)
	return perImage{"Cutout", func(p *Pixels, r *rand.Rand) {
		side := int(math.Round(share * float64(min(p.Height, p.Width))))
		top, left := r.IntN(p.Height)-side/2, r.IntN(p.Width)-side/2
		mean := p.mean()
		for row := max(0, top); row < min(p.Height, top+side); row++ {
			for column := max(0, left); column < min(p.Width, left+side); column++ {
				copy(p.Values[p.At(row, column):], mean)
			}
		}
	}}
}

// Noise adds a normally distributed number to every value of a sample, with
// the given standard deviation. Values may leave 0…1.
func Noise(std float64) Augmentation {
	if !(std >= 0) || math.IsInf(std, 0) {
		panic(&nn.ValueError{Op: "Noise", Hint: fmt.Sprintf("the standard deviation %v must not be negative", std)})
	}
	return noise(std)
}

type noise float64

func (std noise) apply(b *batch) {
	for i := range b.len() {
		r := b.random(i)
		for j, v := range b.sample(i) {
			b.sample(i)[j] = v + float32(float64(std)*r.NormFloat64())
		}
	}
}

// Mixup blends each sample with another of its batch, and their targets alike:
//
//	x ← λ·x + (1-λ)·x'    y ← λ·y + (1-λ)·y'    λ ~ Beta(alpha, alpha)
//
// Targets must be one-hot, see [Data.OneHot]. 0.2 is a usual alpha.
//
// H. Zhang et al., "mixup: Beyond Empirical Risk Minimization", 2018.
func Mixup(alpha float64) Augmentation {
	if !(alpha > 0) || math.IsInf(alpha, 0) {
		panic(&nn.ValueError{Op: "Mixup", Hint: fmt.Sprintf("alpha %v must be positive", alpha)})
	}
	return mixup(alpha)
}

type mixup float64

func (alpha mixup) apply(b *batch) {
	if shape := b.y.Shape(); len(shape) != 2 {
		panic(&nn.ShapeError{Op: "Mixup", Shapes: [][]int{shape}, Hint: "class indices cannot be blended; make the targets one-hot with OneHot()"})
	}
	x, y := append([]float32(nil), b.x...), float32s(b.y)
	blended := make([]float32, 0, len(y))
	width, classes := rowWidth(b.shape), b.y.Dim(1)
	for i := range b.len() {
		r := b.random(i)
		lambda := float32(distuv.Beta{Alpha: float64(alpha), Beta: float64(alpha), Src: r}.Rand())
		other := r.IntN(b.len())
		for j := range b.sample(i) {
			b.sample(i)[j] = lambda*x[i*width+j] + (1-lambda)*x[other*width+j]
		}
		for k := range classes {
			blended = append(blended, lambda*y[i*classes+k]+(1-lambda)*y[other*classes+k])
		}
	}
	b.y = nn.FromFloat32(blended, b.y.Shape()...)
}

// uniform is a random number between -limit and limit.
func uniform(r *rand.Rand, limit float64) float64 { return limit * (2*r.Float64() - 1) }

func mustShare(op string, share float64) {
	if !(share >= 0 && share <= 1) {
		panic(&nn.ValueError{Op: op, Hint: fmt.Sprintf("the share %v must lie between 0 and 1", share)})
	}
}
