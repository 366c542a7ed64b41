package vec

import "math"

// LayerNorm normalises every row of width w: with the row's mean μ and (biased)
// variance σ²,
//
//	dst = (x - μ)/√(σ² + eps)·gamma + beta
//
// gamma and beta are rows, or no arrays. mean and rstd, one element a row, receive
// μ and 1/√(σ² + eps) for LayerNormGrad. J. Ba, J. Kiros, G. Hinton, "Layer
// normalization", 2016.
func LayerNorm(dst, mean, rstd, x, gamma, beta Array, w int, eps float64) {
	n := rows("LayerNorm", &x, w)
	same2("LayerNorm", dst, x)
	extent("LayerNorm", "mean", &mean, &x, n)
	extent("LayerNorm", "rstd", &rstd, &x, n)
	if !gamma.IsNil() {
		extent("LayerNorm", "gamma", &gamma, &x, w)
	}
	if !beta.IsNil() {
		extent("LayerNorm", "beta", &beta, &x, w)
	}
	if dst.F64 != nil {
		f64.layerNorm(dst.F64, mean.F64, rstd.F64, x.F64, gamma.F64, beta.F64, w, eps)
		return
	}
	f32.layerNorm(dst.F32, mean.F32, rstd.F32, x.F32, gamma.F32, beta.F32, w, eps)
}

func layerNormGo[T float](dst, mean, rstd, x, gamma, beta []T, w int, eps float64) {
	for r := range mean {
		x, dst := x[r*w:(r+1)*w], dst[r*w:(r+1)*w]
		mu := sumGo(x) / float64(w)
		var ss float64
		for _, v := range x {
			d := float64(v) - mu
			ss += d * d
		}
		m, s := T(mu), T(1/math.Sqrt(ss/float64(w)+eps))
		mean[r], rstd[r] = m, s
		for i, v := range x {
			y := (v - m) * s
			if gamma != nil {
				y *= gamma[i]
			}
			if beta != nil {
				y += beta[i]
			}
			dst[i] = y
		}
	}
}

// LayerNormGrad adds the gradients of LayerNorm. With x̂ = (x-μ)·rstd and h = g·gamma,
// and means over the row,
//
//	dx     += rstd·(h - mean(h) - x̂·mean(h·x̂))
//	dgamma += Σ g·x̂ over the rows
//	dbeta  += Σ g over the rows
//
// dx, dgamma, dbeta and gamma may be no arrays.
func LayerNormGrad(dx, dgamma, dbeta, g, x, gamma, mean, rstd Array, w int) {
	n := rows("LayerNormGrad", &x, w)
	same2("LayerNormGrad", g, x)
	extent("LayerNormGrad", "mean", &mean, &x, n)
	extent("LayerNormGrad", "rstd", &rstd, &x, n)
	if !dx.IsNil() {
		same2("LayerNormGrad", dx, x)
	}
	if !dgamma.IsNil() {
		extent("LayerNormGrad", "dgamma", &dgamma, &x, w)
	}
	if !dbeta.IsNil() {
		extent("LayerNormGrad", "dbeta", &dbeta, &x, w)
	}
	if !gamma.IsNil() {
		extent("LayerNormGrad", "gamma", &gamma, &x, w)
	}
	if x.F64 != nil {
		f64.layerNormGrad(dx.F64, dgamma.F64, dbeta.F64, g.F64, x.F64, gamma.F64, mean.F64, rstd.F64, w)
		return
	}
	f32.layerNormGrad(dx.F32, dgamma.F32, dbeta.F32, g.F32, x.F32, gamma.F32, mean.F32, rstd.F32, w)
}

func layerNormGradGo[T float](dx, dgamma, dbeta, g, x, gamma, mean, rstd []T, w int) {
	for r, mu := range mean {
		s := rstd[r]
		x, g := x[r*w:(r+1)*w], g[r*w:(r+1)*w]
		var sum, dot float64
		for i, v := range x {
			normal := (v - mu) * s
			if dgamma != nil {
				dgamma[i] += g[i] * normal
			}
			if dbeta != nil {
				dbeta[i] += g[i]
			}
			h := g[i]
			if gamma != nil {
				h *= gamma[i]
			}
			sum += float64(h)
			dot += float64(h) * float64(normal)
		}
		if dx == nil {
			continue
		}
		dx := dx[r*w : (r+1)*w]
		meanH, meanHX := T(sum/float64(w)), T(dot/float64(w))
		for i, v := range x {
			h := g[i]
			if gamma != nil {
				h *= gamma[i]
			}
			dx[i] += s * (h - meanH - (v-mu)*s*meanHX)
		}
	}
}
