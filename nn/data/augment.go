package data

import (
	"math/rand/v2"
	"sync"

	"gradus/nn"
)

// Augment changes samples at random each time they are gathered, so that a model
// never sees quite the same one twice. The steps happen in the given order.
//
//	train := data.Augment(train, 1, data.Flip(), data.Shift(0.1), data.Rotate(10))
//	model.Fit(train, …)
//
// What happens to a sample depends on seed, epoch, its index and how often it was
// gathered in the epoch, and on nothing else: not on the number of processors, nor
// on what was gathered before. Augment what a model is trained on, never what it
// is evaluated on: Split first, and do not use FitConfig.ValidationSplit, which
// would set augmented samples aside.
func Augment(ds nn.Dataset, seed int64, steps ...Augmentation) nn.Dataset {
	return &augmented{ds: ds, seed: uint64(seed), steps: steps, seen: map[int]uint64{}}
}

// Augmentation is a random change of samples: [Flip], [FlipVertical], [Shift],
// [Rotate], [Crop], [Noise], [Cutout], [Mixup], or your own with [PerImage].
type Augmentation interface {
	apply(b *batch)
}

type augmented struct {
	ds    nn.Dataset
	seed  uint64
	steps []Augmentation

	mu    sync.Mutex
	epoch uint64
	seen  map[int]uint64 // how often a sample was gathered in the epoch
}

func (a *augmented) Len() int { return a.ds.Len() }

// StartEpoch begins a new epoch, and with it new changes. See [nn.EpochDataset].
func (a *augmented) StartEpoch(epoch int, order []int, batchSize int) {
	a.mu.Lock()
	a.epoch = uint64(epoch)
	clear(a.seen)
	a.mu.Unlock()
	startEpoch(a.ds, epoch, order, batchSize)
}

func (a *augmented) Batch(indices []int) (x, y *nn.Tensor) {
	keys := a.keys(indices)
	x, y = a.ds.Batch(indices)
	b := &batch{x: float32s(x), shape: x.Shape(), y: y}
	var source rand.PCG
	r := rand.New(&source)
	for step, s := range a.steps {
		b.random = func(i int) *rand.Rand {
			source.Seed(mix(a.seed+uint64(step)), keys[i])
			return r
		}
		s.apply(b)
	}
	return nn.FromFloat32(b.x, b.shape...), b.y
}

// keys gives each sample a number that is its own in this epoch.
func (a *augmented) keys(indices []int) []uint64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	keys := make([]uint64, len(indices))
	for k, i := range indices {
		keys[k] = mix(mix(mix(a.epoch)+uint64(i)) + a.seen[i])
		a.seen[i]++
	}
	return keys
}

// mix spreads the bits of a number over all of the result (SplitMix64, Steele,
// Lea and Flood 2014).
func mix(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// A batch on its way through the steps.
type batch struct {
	x      []float32
	shape  []int
	y      *nn.Tensor
	random func(i int) *rand.Rand // what decides over sample i, from the start
}

func (b *batch) len() int { return b.shape[0] }

// sample is the numbers of sample i.
func (b *batch) sample(i int) []float32 {
	width := rowWidth(b.shape)
	return b.x[i*width : (i+1)*width]
}
