package nn

import (
	"math"
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

// Glorot makes the [in, out] weights of a layer, drawn uniformly from ±√(6/(in+out)),
// which keeps the variance of activations and gradients alike for tanh and
// sigmoid. Linear starts with it. X. Glorot, Y. Bengio, "Understanding the
// difficulty of training deep feedforward neural networks", AISTATS 2010, eq. 16.
func Glorot(in, out int) *Tensor {
	limit := math.Sqrt(6 / float64(in+out))
	return draw("Glorot", []int{in, out}, func(r *rand.Rand) float64 { return limit * (2*r.Float64() - 1) })
}

// He makes the [in, out] weights of a layer followed by a ReLU, drawn from the
// normal distribution with standard deviation √(2/in). K. He, X. Zhang, S. Ren,
// J. Sun, "Delving deep into rectifiers", ICCV 2015, eq. 10.
func He(in, out int) *Tensor {
	std := math.Sqrt(2 / float64(in))
	return draw("He", []int{in, out}, func(r *rand.Rand) float64 { return std * r.NormFloat64() })
}

func draw(op string, shape []int, next func(*rand.Rand) float64) *Tensor {
	t := newTensor(op, shape)
	generator.Lock()
	defer generator.Unlock()
	for i := range t.data.F64 {
		t.data.F64[i] = next(generator.Rand)
	}
	return t
}
