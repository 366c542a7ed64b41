package gemm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

// A matrix in a slice, with strides.
type matrix[T Float] struct {
	rows, columns int
	rs, cs        int
	data          []T
}

func (a *matrix[T]) at(i, j int) T { return a.data[i*a.rs+j*a.cs] }

// layouts of a matrix: row-major, transposed, with gaps between rows, and with
// gaps everywhere.
const layouts = 4

// draw returns a matrix of small whole numbers, of which all sums of products
// are exact: whatever the order, there is one right result.
func draw[T Float](rng *rand.Rand, rows, columns, layout int) *matrix[T] {
	a := &matrix[T]{rows: rows, columns: columns}
	switch layout {
	case 0:
		a.rs, a.cs = columns, 1
	case 1:
		a.rs, a.cs = 1, rows
	case 2:
		a.rs, a.cs = columns+rng.IntN(5), 1
	case 3:
		a.cs = 1 + rng.IntN(3)
		a.rs = columns*a.cs + rng.IntN(3)
	}
	if rows > 0 && columns > 0 {
		a.data = make([]T, (rows-1)*a.rs+(columns-1)*a.cs+1)
	}
	for i := range a.data {
		a.data[i] = T(rng.IntN(9) - 4)
	}
	return a
}

func wholeNumbers[T Float](rng *rand.Rand, n int) []T {
	x := make([]T, n)
	for i := range x {
		x[i] = T(rng.IntN(9) - 4)
	}
	return x
}

func TestMul(t *testing.T) {
	t.Run("float32", testMul[float32])
	t.Run("float64", testMul[float64])
}

func testMul[T Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	sizes := []int{0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 14, 15, 16, 17, 29, 31, 32, 33, 47, 64, 65}
	for trial := range 500 {
		m, n, k := sizes[rng.IntN(len(sizes))], sizes[rng.IntN(len(sizes))], sizes[rng.IntN(len(sizes))]
		if trial%25 == 0 {
			k = 200 + rng.IntN(700)
		}
		checkMul[T](t, rng, m, n, k)
	}
	checkMul[T](t, rng, 300, 200, 64)
	checkMul[T](t, rng, 70, 1000, 33)
}

func checkMul[T Float](t *testing.T, rng *rand.Rand, m, n, k int) {
	t.Helper()
	a, b := draw[T](rng, m, k, rng.IntN(layouts)), draw[T](rng, k, n, rng.IntN(layouts))
	ldc := n + rng.IntN(4)
	before := wholeNumbers[T](rng, m*ldc+3)
	opt := Options[T]{Accumulate: rng.IntN(2) == 0, ReLU: rng.IntN(2) == 0, Serial: rng.IntN(4) == 0}
	if rng.IntN(2) == 0 {
		opt.Bias = wholeNumbers[T](rng, n)
	}
	want := slices.Clone(before)
	for i := range m {
		for j := range n {
			var sum T
			for p := range k {
				sum += a.at(i, p) * b.at(p, j)
			}
			if opt.Accumulate {
				sum += before[i*ldc+j]
			}
			if opt.Bias != nil {
				sum += opt.Bias[j]
			}
			if opt.ReLU {
				sum = max(sum, 0)
			}
			want[i*ldc+j] = sum
		}
	}
	got := slices.Clone(before)
	Mul(got, ldc, a.data, a.rs, a.cs, b.data, b.rs, b.cs, m, n, k, opt)
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%d×%d×%d, A strides %d %d, B strides %d %d, ldc %d, accumulate %v, bias %v, ReLU %v: c[%d] = %v, want %v",
				m, n, k, a.rs, a.cs, b.rs, b.cs, ldc, opt.Accumulate, opt.Bias != nil, opt.ReLU, i, got[i], want[i])
		}
	}
}

// The rounding, too, is the same on any number of threads.
func TestMulIsTheSameOnAnyNumberOfThreads(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	rng := rand.New(rand.NewPCG(3, 4))
	for _, size := range [][3]int{{64, 128, 784}, {784, 128, 64}, {300, 10, 300}, {1, 500, 900}, {33, 70, 77}} {
		m, n, k := size[0], size[1], size[2]
		a, b := make([]float32, m*k), make([]float32, k*n)
		for i := range a {
			a[i] = rng.Float32() - 0.5
		}
		for i := range b {
			b[i] = rng.Float32() - 0.5
		}
		var want []float32
		for _, procs := range []int{1, 2, 3, 5, 8} {
			runtime.GOMAXPROCS(procs)
			got := make([]float32, m*n)
			Mul(got, n, a, k, 1, b, n, 1, m, n, k, Options[float32]{})
			if want == nil {
				want = got
			} else if !slices.Equal(got, want) {
				t.Errorf("%v: GOMAXPROCS=%d gives another result than 1", size, procs)
			}
		}
	}
}

func TestMulPropagatesNaN(t *testing.T) {
	nan := float32(math.NaN())
	c := make([]float32, 20*20)
	a, b := make([]float32, 20*20), make([]float32, 20*20)
	b[5] = nan // 0·NaN is NaN, and the ReLU keeps it
	Mul(c, 20, a, 20, 1, b, 20, 1, 20, 20, 20, Options[float32]{ReLU: true})
	for i, v := range c {
		if (v != v) != (i%20 == 5) {
			t.Fatalf("c[%d] = %v", i, v)
		}
	}
}

func TestMulChecksItsArguments(t *testing.T) {
	x := func(n int) []float32 { return make([]float32, n) }
	none := Options[float32]{}
	for name, f := range map[string]func(){
		"C too short":    func() { Mul(x(5), 3, x(4), 2, 1, x(6), 3, 1, 2, 3, 2, none) },
		"A too short":    func() { Mul(x(6), 3, x(3), 2, 1, x(6), 3, 1, 2, 3, 2, none) },
		"B too short":    func() { Mul(x(6), 3, x(4), 2, 1, x(5), 3, 1, 2, 3, 2, none) },
		"Bᵀ too short":   func() { Mul(x(6), 3, x(4), 2, 1, x(5), 1, 2, 2, 3, 2, none) },
		"A with Bᵀ":      func() { Mul(x(6), 3, x(3), 2, 1, x(6), 1, 2, 2, 3, 2, none) },
		"C rows overlap": func() { Mul(x(6), 2, x(4), 2, 1, x(6), 3, 1, 2, 3, 2, none) },
		"bias too short": func() { Mul(x(6), 3, x(4), 2, 1, x(6), 3, 1, 2, 3, 2, Options[float32]{Bias: x(2)}) },
		"negative m":     func() { Mul(x(6), 3, x(4), 2, 1, x(6), 3, 1, -2, 3, 2, none) },
		"negative k":     func() { Mul(x(6), 3, x(4), 2, 1, x(6), 1, 2, 2, 3, -2, none) },
		"negative ars":   func() { Mul(x(6), 3, x(4), -2, 1, x(6), 3, 1, 2, 3, 2, none) },
		"huge stride":    func() { Mul(x(6), 3, x(4), 1<<62, 1, x(6), 3, 1, 2, 3, 2, none) },
		"huge stride 5":  func() { Mul(x(15), 3, x(4), 1<<62, 1, x(6), 3, 1, 5, 3, 2, none) },
		"huge ldc":       func() { Mul(x(6), 1<<62, x(10), 2, 1, x(6), 3, 1, 5, 3, 2, none) },
	} {
		func() {
			defer func() {
				if r, ok := recover().(string); !ok || len(r) < 5 || r[:5] != "gemm:" {
					t.Errorf("%s: panic %q, want one of gemm's", name, r)
				}
			}()
			f()
		}()
	}
}

func TestMulAllocatesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, size := range [][3]int{{16, 16, 2}, {16, 2, 16}, {64, 128, 784}} {
		m, n, k := size[0], size[1], size[2]
		a, b, c := wholeNumbers[float32](rng, m*k), wholeNumbers[float32](rng, k*n), make([]float32, m*n)
		opt := Options[float32]{Bias: make([]float32, n), ReLU: true}
		for name, f := range map[string]func(){
			"A·B":  func() { Mul(c, n, a, k, 1, b, n, 1, m, n, k, opt) },
			"A·Bᵀ": func() { Mul(c, n, a, k, 1, b, 1, k, m, n, k, opt) },
			"Aᵀ·B": func() { Mul(c, n, a, 1, m, b, n, 1, m, n, k, opt) },
		} {
			if allocs := testing.AllocsPerRun(20, f); allocs >= 1 {
				t.Errorf("%v %s: %v allocations", size, name, allocs)
			}
		}
	}
}

// In order m, n, k: the products of the benchmarks' networks.
var benchmarkSizes = [][3]int{{16, 16, 2}, {16, 16, 16}, {64, 128, 64}, {64, 128, 784}, {784, 128, 64}, {64, 512, 128}, {32, 128, 4608}, {256, 256, 256}, {1024, 1024, 1024}}

func BenchmarkMul(b *testing.B) {
	for _, size := range benchmarkSizes {
		m, n, k := size[0], size[1], size[2]
		b.Run(fmt.Sprintf("%d×%d×%d", m, n, k), func(b *testing.B) {
			b.Run("float32", func(b *testing.B) { benchmarkMul[float32](b, m, n, k) })
			b.Run("float64", func(b *testing.B) { benchmarkMul[float64](b, m, n, k) })
		})
	}
}

func benchmarkMul[T Float](b *testing.B, m, n, k int) {
	rng := rand.New(rand.NewPCG(7, 8))
	x, y, c := wholeNumbers[T](rng, m*k), wholeNumbers[T](rng, k*n), make([]T, m*n)
	for name, f := range map[string]func(){
		"AB":  func() { Mul(c, n, x, k, 1, y, n, 1, m, n, k, Options[T]{}) },
		"ABt": func() { Mul(c, n, x, k, 1, y, 1, k, m, n, k, Options[T]{}) },
		"AtB": func() { Mul(c, n, x, 1, m, y, n, 1, m, n, k, Options[T]{}) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
			b.ReportMetric(2*float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}

func TestTranspose(t *testing.T) {
	t.Run("float32", testTranspose[float32])
	t.Run("float64", testTranspose[float64])
}

func testTranspose[T Float](t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	for range 300 {
		rows, columns := rng.IntN(30), rng.IntN(30)
		fromRow, toRow := columns+rng.IntN(3), rows+rng.IntN(3)
		from, to := wholeNumbers[T](rng, rows*fromRow+1), wholeNumbers[T](rng, columns*toRow+9)
		want := slices.Clone(to)
		for i := range rows {
			for j := range columns {
				want[j*toRow+i] = from[i*fromRow+j]
			}
		}
		Transpose(to, toRow, from, fromRow, rows, columns)
		if !slices.Equal(to, want) {
			t.Fatalf("%d×%d with strides %d and %d: got %v, want %v", rows, columns, fromRow, toRow, to, want)
		}
	}
}
