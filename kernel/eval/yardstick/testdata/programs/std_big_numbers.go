// Big integers and fractions, bits, and the edges of floats.
package main

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"math/cmplx"
)

func factorial(n int64) *big.Int {
	f := big.NewInt(1)
	for i := int64(2); i <= n; i++ {
		f.Mul(f, big.NewInt(i))
	}
	return f
}

func harmonic(n int64) *big.Rat {
	sum := new(big.Rat)
	for i := int64(1); i <= n; i++ {
		sum.Add(sum, big.NewRat(1, i))
	}
	return sum
}

func main() {
	fmt.Println(factorial(30), factorial(20).IsInt64(), len(factorial(100).String()))
	fmt.Println(harmonic(10), harmonic(10).FloatString(5))
	p, _ := new(big.Int).SetString("170141183460469231731687303715884105727", 10)
	fmt.Println(p.ProbablyPrime(10), p.BitLen(), new(big.Int).Exp(big.NewInt(3), big.NewInt(200), big.NewInt(1e9+7)))
	fmt.Println(bits.OnesCount(255), bits.LeadingZeros8(1), bits.Reverse8(1), bits.Len(1000))
	var u8 uint8 = 250
	u8 += 10
	i := math.MaxInt64
	i++
	fmt.Println(u8, i == math.MinInt64, -7/2, -7%3, 7&^5, 1<<10|3)
	inf := math.Inf(1)
	nan := math.NaN()
	fmt.Println(inf, -inf, nan == nan, math.IsNaN(nan), inf-inf, 0.1+0.2, float32(0.1), math.Sqrt(-1))
	fmt.Println(math.Round(2.5), math.RoundToEven(2.5), math.Floor(-1.5), math.Mod(7, -3), math.MaxUint32)
	z := complex(3, 4)
	fmt.Println(cmplx.Abs(z), real(z*z), imag(z*z), z/complex(0, 1), cmplx.Sqrt(-1))
	fmt.Printf("%.3f %v\n", cmplx.Exp(complex(0, math.Pi)), z == 3+4i)
}
