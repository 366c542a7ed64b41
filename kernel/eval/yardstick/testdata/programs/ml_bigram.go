// A bigram model of letters: counts, probabilities, likelihood, a sample.
package main

import (
	"fmt"
	"math"
	"math/rand"
	"strings"
)

const letters = ".abcdefghijklmnopqrstuvwxyz"

type model [27][27]float64

func index(b byte) int { return strings.IndexByte(letters, b) }

func train(names []string) *model {
	m := new(model)
	for _, name := range names {
		name = "." + name + "."
		for i := 0; i+1 < len(name); i++ {
			m[index(name[i])][index(name[i+1])]++
		}
	}
	for i := range m {
		sum := 0.0
		for _, n := range m[i] {
			sum += n + 0.01
		}
		for j := range m[i] {
			m[i][j] = (m[i][j] + 0.01) / sum
		}
	}
	return m
}

func (m *model) loss(name string) float64 {
	name = "." + name + "."
	sum := 0.0
	for i := 0; i+1 < len(name); i++ {
		sum -= math.Log(m[index(name[i])][index(name[i+1])])
	}
	return sum / float64(len(name)-1)
}

func (m *model) sample(rng *rand.Rand) string {
	var b strings.Builder
	for at := 0; b.Len() < 12; {
		u := rng.Float64()
		for j, p := range m[at] {
			if u -= p; u < 0 {
				at = j
				break
			}
		}
		if at == 0 {
			break
		}
		b.WriteByte(letters[at])
	}
	return b.String()
}

func main() {
	m := train(strings.Fields("emma olivia ava isabella sophia mia amelia ella anna hannah lily lena"))
	for _, name := range []string{"emma", "mila", "xqz"} {
		fmt.Printf("%-5s %.3f\n", name, m.loss(name))
	}
	rng := rand.New(rand.NewSource(11))
	for i := 0; i < 4; i++ {
		fmt.Printf("%q\n", m.sample(rng))
	}
}
