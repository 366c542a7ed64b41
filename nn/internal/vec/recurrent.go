package vec

import "math"

// LSTM runs the elementwise half of one time step of an LSTM on a batch. gates is
// [batch, 4·hidden]: x·Wx + h·Wh in PyTorch's order i, f, g, o; it is overwritten
// by the gates' activations. bias is a row of 4·hidden, or no array. The others are
// [batch, hidden]:
//
//	i, f, o = σ(…), g = tanh(…)
//	c = f·cPrev + i·g
//	h = o·tanh(c)
//
// tanhC receives tanh(c), for LSTMGrad. c may be cPrev. S. Hochreiter, J.
// Schmidhuber, "Long short-term memory", Neural Computation 1997.
func LSTM(h, c, tanhC, gates, bias, cPrev Array, hidden int) {
	n := rows("LSTM", &h, hidden)
	same4("LSTM", h, c, tanhC, cPrev)
	extent("LSTM", "gates", &gates, &h, n*4*hidden)
	if !bias.IsNil() {
		extent("LSTM", "bias", &bias, &h, 4*hidden)
	}
	if h.F64 != nil {
		f64.lstm(h.F64, c.F64, tanhC.F64, gates.F64, bias.F64, cPrev.F64, hidden)
		return
	}
	f32.lstm(h.F32, c.F32, tanhC.F32, gates.F32, bias.F32, cPrev.F32, hidden)
}

func lstmGo[T float](h, c, tanhC, gates, bias, cPrev []T, hidden int) {
	for r := 0; r < len(h); r += hidden {
		z := gates[4*r : 4*(r+hidden)]
		if bias != nil {
			addGo(z, z, bias)
		}
		sigmoidGo(z[:2*hidden], z)
		tanhGo(z[2*hidden:3*hidden], z[2*hidden:])
		sigmoidGo(z[3*hidden:], z[3*hidden:])
		i, f, g, o := z[:hidden], z[hidden:], z[2*hidden:], z[3*hidden:]
		for j := range hidden {
			cell := f[j]*cPrev[r+j] + i[j]*g[j]
			t := T(math.Tanh(float64(cell)))
			c[r+j], tanhC[r+j], h[r+j] = cell, t, o[j]*t
		}
	}
}

// LSTMGrad goes back through LSTM: from the gradients dh of h and dc of c (the part
// that comes from the next time step) it sets dgates, the gradient of the gates
// before their activations, and dcPrev. gates holds the activations. dgates may be
// gates, dcPrev may be dc.
func LSTMGrad(dgates, dcPrev, dh, dc, gates, tanhC, cPrev Array, hidden int) {
	n := rows("LSTMGrad", &dh, hidden)
	same4("LSTMGrad", dh, dc, dcPrev, tanhC)
	same2("LSTMGrad", dh, cPrev)
	extent("LSTMGrad", "gates", &gates, &dh, n*4*hidden)
	extent("LSTMGrad", "dgates", &dgates, &dh, n*4*hidden)
	if dh.F64 != nil {
		f64.lstmGrad(dgates.F64, dcPrev.F64, dh.F64, dc.F64, gates.F64, tanhC.F64, cPrev.F64, hidden)
		return
	}
	f32.lstmGrad(dgates.F32, dcPrev.F32, dh.F32, dc.F32, gates.F32, tanhC.F32, cPrev.F32, hidden)
}

func lstmGradGo[T float](dgates, dcPrev, dh, dc, gates, tanhC, cPrev []T, hidden int) {
	for r := 0; r < len(dh); r += hidden {
		z, dz := gates[4*r:4*(r+hidden)], dgates[4*r:4*(r+hidden)]
		for j := range hidden {
			i, f, g, o := z[j], z[hidden+j], z[2*hidden+j], z[3*hidden+j]
			t := tanhC[r+j]
			d := dc[r+j] + dh[r+j]*o*(1-t*t)
			dz[j] = d * g * i * (1 - i)
			dz[hidden+j] = d * cPrev[r+j] * f * (1 - f)
			dz[2*hidden+j] = d * i * (1 - g*g)
			dz[3*hidden+j] = dh[r+j] * t * o * (1 - o)
			dcPrev[r+j] = d * f
		}
	}
}

// GRU runs the elementwise half of one time step of a GRU on a batch, in PyTorch's
// form. gx = x·Wx and gh = hPrev·Wh are [batch, 3·hidden] in the order r, z, n; biasX
// and biasH, rows of 3·hidden or no arrays, are added to them:
//
//	r = σ(gxʳ + ghʳ),  z = σ(gxᶻ + ghᶻ),  n = tanh(gxⁿ + r·ghⁿ)
//	h = (1-z)·n + z·hPrev
//
// gx is overwritten by r, z, n; the third part of gh receives its bias, for GRUGrad. h may be hPrev. K. Cho et al., "Learning phrase representations using
// RNN encoder-decoder for statistical machine translation", EMNLP 2014.
func GRU(h, gx, gh, biasX, biasH, hPrev Array, hidden int) {
	n := rows("GRU", &h, hidden)
	same2("GRU", h, hPrev)
	extent("GRU", "gx", &gx, &h, n*3*hidden)
	extent("GRU", "gh", &gh, &h, n*3*hidden)
	if !biasX.IsNil() {
		extent("GRU", "biasX", &biasX, &h, 3*hidden)
	}
	if !biasH.IsNil() {
		extent("GRU", "biasH", &biasH, &h, 3*hidden)
	}
	if h.F64 != nil {
		f64.gru(h.F64, gx.F64, gh.F64, biasX.F64, biasH.F64, hPrev.F64, hidden)
		return
	}
	f32.gru(h.F32, gx.F32, gh.F32, biasX.F32, biasH.F32, hPrev.F32, hidden)
}

func gruGo[T float](h, gx, gh, biasX, biasH, hPrev []T, hidden int) {
	for row := 0; row < len(h); row += hidden {
		x, u := gx[3*row:3*(row+hidden)], gh[3*row:3*(row+hidden)]
		if biasX != nil {
			addGo(x, x, biasX)
		}
		if biasH != nil {
			addGo(x[:2*hidden], x, biasH)
			addGo(u[2*hidden:], u[2*hidden:], biasH[2*hidden:])
		}
		addGo(x[:2*hidden], x, u)
		sigmoidGo(x[:2*hidden], x)
		r, z, n := x[:hidden], x[hidden:2*hidden], x[2*hidden:]
		mulAddGo(n, r, u[2*hidden:])
		tanhGo(n, n)
		for j, v := range n {
			h[row+j] = v + z[j]*(hPrev[row+j]-v)
		}
	}
}

// GRUGrad goes back through GRU: from the gradient dh of h it sets dgx and dgh, the
// gradients of gx and gh, and dhPrev, the part that does not pass through gh. gx and
// gh are as GRU left them. dgx may be gx, dgh may be gh, dhPrev may be dh.
func GRUGrad(dgx, dgh, dhPrev, dh, gx, gh, hPrev Array, hidden int) {
	n := rows("GRUGrad", &dh, hidden)
	same3("GRUGrad", dh, dhPrev, hPrev)
	extent("GRUGrad", "gx", &gx, &dh, n*3*hidden)
	extent("GRUGrad", "gh", &gh, &dh, n*3*hidden)
	extent("GRUGrad", "dgx", &dgx, &dh, n*3*hidden)
	extent("GRUGrad", "dgh", &dgh, &dh, n*3*hidden)
	if dh.F64 != nil {
		f64.gruGrad(dgx.F64, dgh.F64, dhPrev.F64, dh.F64, gx.F64, gh.F64, hPrev.F64, hidden)
		return
	}
	f32.gruGrad(dgx.F32, dgh.F32, dhPrev.F32, dh.F32, gx.F32, gh.F32, hPrev.F32, hidden)
}

func gruGradGo[T float](dgx, dgh, dhPrev, dh, gx, gh, hPrev []T, hidden int) {
	for row := 0; row < len(dh); row += hidden {
		x, dx := gx[3*row:3*(row+hidden)], dgx[3*row:3*(row+hidden)]
		u, du := gh[3*row:3*(row+hidden)], dgh[3*row:3*(row+hidden)]
		for j := range hidden {
			r, z, n, un := x[j], x[hidden+j], x[2*hidden+j], u[2*hidden+j]
			d := dh[row+j]
			dn := d * (1 - z) * (1 - n*n)
			dz := d * (hPrev[row+j] - n) * z * (1 - z)
			dr := dn * un * r * (1 - r)
			dx[j], dx[hidden+j], dx[2*hidden+j] = dr, dz, dn
			du[j], du[hidden+j], du[2*hidden+j] = dr, dz, dn*r
			dhPrev[row+j] = d * z
		}
	}
}
