package nn

import (
	crand "crypto/rand"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"gradus/nn/internal/vec"
)

// Privacy makes Fit train with differential privacy: what the model has learned says
// almost nothing about any one sample (DP-SGD). Each step takes every sample with the
// same probability BatchSize/N, computes the gradient of each by itself, shortens it
// to the norm ClipNorm, C, adds them up, adds noise, and divides by the batch size:
//
//	g = (Σᵢ gᵢ·min(1, C/‖gᵢ‖) + N(0, σ²C²)) / BatchSize
//
// The history gets the metric "epsilon": after so many steps, the probability of any
// model has changed by a factor of e^ε at most if one sample is added or taken away,
// but for a probability of δ. M. Abadi et al., "Deep learning with differential
// privacy", CCS 2016.
type Privacy struct {
	ClipNorm        float64 // C; 1 if 0
	NoiseMultiplier float64 // σ; 1 if 0
	Delta           float64 // δ; 1e-5 if 0: choose less than 1/N
	// Reproducible draws batches and noise from FitConfig.Seed, so that a lesson
	// gives the same numbers every time. Who knows the seed can take the noise away:
	// without it, both are drawn from a secret of the system.
	Reproducible bool
}

// privateTraining is the state of DP-SGD.
type privateTraining struct {
	Privacy
	random *rand.Rand
	rate   float64 // the probability that a batch has a sample
	steps  int
	sums   []vec.Array // of the shortened gradients of each parameter
	batch  []int
}

// startPrivacy checks the settings and prepares DP-SGD.
func (t *trainer) startPrivacy() error {
	if t.cfg.Privacy == nil {
		return nil
	}
	p := &privateTraining{Privacy: *t.cfg.Privacy}
	for v, standard := range map[*float64]float64{&p.ClipNorm: 1, &p.NoiseMultiplier: 1, &p.Delta: 1e-5} {
		if *v == 0 {
			*v = standard
		}
	}
	switch {
	case !(p.ClipNorm > 0 && p.NoiseMultiplier > 0 && p.Delta > 0 && p.Delta < 1):
		return fmt.Errorf("nn: Fit: Privacy with ClipNorm %v, NoiseMultiplier %v, Delta %v: the first two must be positive, Delta between 0 and 1", p.ClipNorm, p.NoiseMultiplier, p.Delta)
	case t.cfg.Shards > 1:
		return errors.New("nn: Fit: Privacy computes each sample by itself; leave Shards out")
	case t.cfg.Checkpoint != "":
		return errors.New("nn: Fit: a training with Privacy cannot go on from a Checkpoint")
	}
	mixes := ""
	eachLayer(t.model, func(l Layer) {
		if _, ok := l.(*BatchNormLayer); ok {
			mixes = layerName(l)
		}
	})
	if mixes != "" {
		return fmt.Errorf("nn: Fit: Privacy needs samples that do not meet in the model, but %s mixes a batch; use LayerNorm", mixes)
	}
	p.rate = min(1, float64(t.cfg.BatchSize)/float64(len(t.order)))
	p.random = rand.New(rand.NewPCG(uint64(t.cfg.Seed), 1))
	if !p.Reproducible {
		var seed [32]byte
		_, _ = crand.Read(seed[:]) // never fails
		p.random = rand.New(rand.NewChaCha8(seed))
	}
	for _, x := range t.params {
		p.sums = append(p.sums, zerosLike(x))
	}
	t.private = p
	return nil
}

// draw takes every sample with the same probability: amplification by sampling, of
// which the accountant makes use, is proved for this.
func (p *privateTraining) draw(samples int) []int {
	p.batch = p.batch[:0]
	for i := range samples {
		if p.random.Float64() < p.rate {
			p.batch = append(p.batch, i)
		}
	}
	return p.batch
}

// backwardPrivate leaves the private gradient of a batch.
func (t *trainer) backwardPrivate(batch []int) (loss float64, correct int) {
	p := t.private
	for _, sum := range p.sums {
		sum.Zero()
	}
	for i := range batch {
		ZeroGrad(t.params)
		t.memory.reset()
		l, c := t.backward(t.memory, &t.task, batch[i:i+1], 1)
		loss += l / float64(len(batch))
		correct += c
		squares := 0.0
		for _, x := range t.params {
			squares += vec.SumSquares(x.gradient())
		}
		scale := min(1, p.ClipNorm/math.Sqrt(squares))
		for k, x := range t.params {
			vec.Axpy(p.sums[k], scale, x.gradient())
		}
	}
	deviation := p.NoiseMultiplier * p.ClipNorm
	for k, x := range t.params {
		g := x.gradient()
		for i := range g.Len() {
			g.Set(i, (p.sums[k].At(i)+deviation*p.random.NormFloat64())/float64(t.cfg.BatchSize))
		}
	}
	p.steps++
	return loss, max(correct, -1)
}

// epsilon is what the steps so far have cost.
func (p *privateTraining) epsilon() float64 {
	return PrivacySpent(p.NoiseMultiplier, p.rate, p.steps, p.Delta)
}

// PrivacySpent returns the ε of (ε, δ)-differential privacy after so many steps of
// DP-SGD with noise multiplier σ that take every sample with probability rate q. It
// adds up the Rényi divergence of integer orders α,
//
//	RDP(α) = steps/(α-1) · ln Σₖ C(α,k)·(1-q)^(α-k)·q^k·e^((k²-k)/2σ²)
//	ε = minₐ RDP(α) + ln((α-1)/α) - (ln δ + ln α)/(α-1)
//
// I. Mironov, K. Talwar, L. Zhang, "Rényi differential privacy of the sampled Gaussian
// mechanism", 2019, section 3.3; B. Balle et al., "Hypothesis testing interpretations
// and Rényi differential privacy", AISTATS 2020, theorem 21.
func PrivacySpent(noiseMultiplier, rate float64, steps int, delta float64) float64 {
	if !(noiseMultiplier > 0 && rate >= 0 && rate <= 1 && delta > 0 && delta < 1) || steps < 0 {
		valuePanic("PrivacySpent", "noise %v must be positive, rate %v from 0 to 1, delta %v between 0 and 1, steps %d not negative", noiseMultiplier, rate, delta, steps)
	}
	if steps == 0 || rate == 0 {
		return 0
	}
	best := math.Inf(1)
	for alpha := 2; alpha <= 256; alpha++ {
		a := float64(alpha)
		rdp := float64(steps) * renyi(alpha, rate, noiseMultiplier)
		best = min(best, rdp+math.Log((a-1)/a)-(math.Log(delta)+math.Log(a))/(a-1))
	}
	return max(best, 0)
}

// renyi is the Rényi divergence of one step, of integer order alpha.
func renyi(alpha int, q, sigma float64) float64 {
	if q == 1 {
		return float64(alpha) / (2 * sigma * sigma)
	}
	sum := math.Inf(-1) // ln of the sum so far
	choose := 0.0       // ln C(alpha, k)
	for k := 0; k <= alpha; k++ {
		if k > 0 {
			choose += math.Log(float64(alpha-k+1)) - math.Log(float64(k))
		}
		term := choose + float64(alpha-k)*math.Log1p(-q) + float64(k)*math.Log(q) + float64(k*k-k)/(2*sigma*sigma)
		top := max(sum, term)
		sum = top + math.Log(math.Exp(sum-top)+math.Exp(term-top))
	}
	return sum / float64(alpha-1)
}
