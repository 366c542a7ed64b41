package vec

import "math"

// The optimisers change parameters p in place by gradients g; the formulas, and
// where decay enters them, are PyTorch's. Their state starts as zeros.

// SGD takes a step of gradient descent: p -= lr·(g + decay·p).
func SGD(p, g Array, lr, decay float64) {
	if differ(&p, &g) {
		mismatch("SGD", p, g)
	}
	if p.F64 != nil {
		f64.sgd(p.F64, g.F64, lr, decay)
		return
	}
	f32.sgd(p.F32, g.F32, float32(lr), float32(decay))
}

func sgdGo[T float](p, g []T, lr, decay T) {
	g = g[:len(p)]
	for i, w := range p {
		p[i] = w - lr*(g[i]+decay*w)
	}
}

// Momentum takes a step of gradient descent with velocity v:
//
//	g ← g + decay·p,  v ← mu·v + g
//	p -= lr·v, or with nesterov  p -= lr·(g + mu·v)
//
// B. Polyak, "Some methods of speeding up the convergence of iteration methods",
// 1964; I. Sutskever et al., "On the importance of initialization and momentum in
// deep learning", ICML 2013.
func Momentum(p, g, v Array, lr, mu, decay float64, nesterov bool) {
	if differ(&p, &g) || differ(&p, &v) {
		mismatch("Momentum", p, g, v)
	}
	switch {
	case p.F64 != nil && nesterov:
		f64.nesterov(p.F64, g.F64, v.F64, lr, mu, decay)
	case p.F64 != nil:
		f64.momentum(p.F64, g.F64, v.F64, lr, mu, decay)
	case nesterov:
		f32.nesterov(p.F32, g.F32, v.F32, float32(lr), float32(mu), float32(decay))
	default:
		f32.momentum(p.F32, g.F32, v.F32, float32(lr), float32(mu), float32(decay))
	}
}

func momentumGo[T float](p, g, v []T, lr, mu, decay T) {
	g, v = g[:len(p)], v[:len(p)]
	for i, w := range p {
		u := mu*v[i] + g[i] + decay*w
		v[i] = u
		p[i] = w - lr*u
	}
}

func nesterovGo[T float](p, g, v []T, lr, mu, decay T) {
	g, v = g[:len(p)], v[:len(p)]
	for i, w := range p {
		d := g[i] + decay*w
		u := mu*v[i] + d
		v[i] = u
		p[i] = w - lr*(d+mu*u)
	}
}

// Adam takes a step of Adam, with running means m of g and v of g²:
//
//	g ← g + decay·p              (or, decoupled: p ← p - lr·decay·p, as AdamW does)
//	m ← beta1·m + (1-beta1)·g,   v ← beta2·v + (1-beta2)·g²
//	p -= lr·(m/correction1) / (√(v/correction2) + eps)
//
// In step t = 1, 2, … correction1 is 1-beta1ᵗ and correction2 1-beta2ᵗ. D. Kingma,
// J. Ba, "Adam: a method for stochastic optimization", ICLR 2015; I. Loshchilov,
// F. Hutter, "Decoupled weight decay regularization", ICLR 2019.
func Adam(p, g, m, v *Array, lr, beta1, beta2, eps, correction1, correction2, decay float64, decoupled bool) {
	if differ(p, g) || differ(p, m) || differ(p, v) {
		mismatch("Adam", *p, *g, *m, *v)
	}
	step := lr / correction1
	root := 1 / math.Sqrt(correction2)
	keep, l2 := 1.0, decay
	if decoupled {
		keep, l2 = 1-lr*decay, 0
	}
	if p.F64 != nil {
		f64.adam(p.F64, g.F64, m.F64, v.F64, step, 1-beta1, 1-beta2, eps, root, keep, l2)
		return
	}
	f32.adam(p.F32, g.F32, m.F32, v.F32, float32(step), float32(1-beta1), float32(1-beta2),
		float32(eps), float32(root), float32(keep), float32(l2))
}

func adamGo[T float](p, g, m, v []T, step, rest1, rest2, eps, root, keep, l2 T) {
	g, m, v = g[:len(p)], m[:len(p)], v[:len(p)]
	for i, w := range p {
		d := g[i] + l2*w
		m1 := m[i] + rest1*(d-m[i])
		m2 := v[i] + rest2*(d*d-v[i])
		m[i], v[i] = m1, m2
		p[i] = keep*w - step*m1/(T(math.Sqrt(float64(m2)))*root+eps)
	}
}

// RMSProp takes a step of RMSProp, with running mean v of g²:
//
//	g ← g + decay·p,  v ← alpha·v + (1-alpha)·g²,  s = g/(√v + eps)
//	p -= lr·s, or with momentum  b ← mu·b + s,  p -= lr·b
//
// buf holds b; it may be no array when mu is 0. G. Hinton, "Neural networks for
// machine learning", lecture 6, 2012.
func RMSProp(p, g, v, buf Array, lr, alpha, eps, decay, mu float64) {
	if differ(&p, &g) || differ(&p, &v) {
		mismatch("RMSProp", p, g, v)
	}
	if mu != 0 || !buf.IsNil() {
		if differ(&p, &buf) {
			mismatch("RMSProp", p, buf)
		}
	}
	if p.F64 != nil {
		f64.rmsProp(p.F64, g.F64, v.F64, buf.F64, lr, alpha, 1-alpha, eps, decay, mu)
		return
	}
	f32.rmsProp(p.F32, g.F32, v.F32, buf.F32, float32(lr), float32(alpha), float32(1-alpha),
		float32(eps), float32(decay), float32(mu))
}

func rmsPropGo[T float](p, g, v, buf []T, lr, alpha, rest, eps, decay, mu T) {
	g, v = g[:len(p)], v[:len(p)]
	for i, w := range p {
		d := g[i] + decay*w
		m2 := alpha*v[i] + rest*d*d
		v[i] = m2
		s := d / (T(math.Sqrt(float64(m2))) + eps)
		if buf != nil {
			s += mu * buf[i]
			buf[i] = s
		}
		p[i] = w - lr*s
	}
}

// AdaGrad takes a step of AdaGrad, with the sum v of all g²:
//
//	g ← g + decay·p,  v ← v + g²,  p -= lr·g/(√v + eps)
//
// J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning
// and stochastic optimization", JMLR 2011.
func AdaGrad(p, g, v Array, lr, eps, decay float64) {
	if differ(&p, &g) || differ(&p, &v) {
		mismatch("AdaGrad", p, g, v)
	}
	if p.F64 != nil {
		f64.adaGrad(p.F64, g.F64, v.F64, lr, eps, decay)
		return
	}
	f32.adaGrad(p.F32, g.F32, v.F32, float32(lr), float32(eps), float32(decay))
}

func adaGradGo[T float](p, g, v []T, lr, eps, decay T) {
	g, v = g[:len(p)], v[:len(p)]
	for i, w := range p {
		d := g[i] + decay*w
		m2 := v[i] + d*d
		v[i] = m2
		p[i] = w - lr*d/(T(math.Sqrt(float64(m2)))+eps)
	}
}
