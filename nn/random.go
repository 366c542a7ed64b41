package nn

import (
	"math/rand/v2"
	"sync"
)

// generator is where Rand, Randn and the layers' initial weights come from. It
// starts from a fixed seed, so that a program gives the same numbers every time.
var generator = struct {
	sync.Mutex
	*rand.Rand
}{Rand: newRand(0)}

func newRand(seed int64) *rand.Rand { return rand.New(rand.NewPCG(uint64(seed), 0)) }

// Seed restarts the random numbers of Rand, Randn and the layers' initial
// weights: the same seed gives the same numbers. A program starts with Seed(0).
func Seed(n int64) {
	generator.Lock()
	defer generator.Unlock()
	generator.Rand = newRand(n)
}

// Rand makes a tensor of numbers drawn uniformly from [0, 1).
func Rand(shape ...int) *Tensor { return draw("Rand", shape, (*rand.Rand).Float64) }

// Randn makes a tensor of numbers drawn from the normal distribution with mean 0
// and standard deviation 1.
func Randn(shape ...int) *Tensor { return draw("Randn", shape, (*rand.Rand).NormFloat64) }

func draw(op string, shape []int, next func(*rand.Rand) float64) *Tensor {
	t := newTensor(op, shape)
	generator.Lock()
	defer generator.Unlock()
	for i := range t.data.F64 {
		t.data.F64[i] = next(generator.Rand)
	}
	return t
}
