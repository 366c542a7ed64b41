package vec

type float interface{ float32 | float64 }

// kernels are the loops over one type. A processor's assembly replaces those that it
// has; the others stay pure Go.
type kernels[T float] struct {
	add, sub, mul, div, max, min, mulAdd, mulSub, divAdd, squareGrad, sqrtGrad, absGrad, reciprocalGrad, expGrad, logGrad, reluGrad, reluMask, tanhGrad, sigmoidGrad, siluGrad, softplusGrad, geluGrad, geluTanhGrad func(dst, a, b []T)
	axpy, scale                                                                                                                                                                                                      func(dst []T, alpha T, x []T)
	addScalar, pow, leakyReLU, elu                                                                                                                                                                                   func(dst, x []T, c T)
	neg, square, sqrt, abs, reciprocal, exp, log, relu, tanh, sigmoid, silu, softplus, gelu, geluTanh, sumRows                                                                                                       func(dst, x []T)
	powGrad, leakyReLUGrad, eluGrad                                                                                                                                                                                  func(dx, g, x []T, c T)
	divisorGrad, maxGrad, minGrad                                                                                                                                                                                    func(dx, g, a, b []T)
	widen                                                                                                                                                                                                            func(dst []float64, x []T)
	narrow                                                                                                                                                                                                           func(dst []T, x []float64)
	addRows, mulRows                                                                                                                                                                                                 func(dst, x, row []T)
	transpose                                                                                                                                                                                                        func(dst, src []T, rows, cols int)
	softmax, logSoftmax                                                                                                                                                                                              func(dst, x []T, w int)
	softmaxGrad, logSoftmaxGrad                                                                                                                                                                                      func(dx, g, y []T, w int)
	softmaxCrossEntropy                                                                                                                                                                                              func(dx, x []T, labels []int32, w int, scale T) (product, margin float64)
	sigmoidCrossEntropy, squaredError                                                                                                                                                                                func(dx, x, target []T, scale T) float64
	layerNorm                                                                                                                                                                                                        func(dst, mean, rstd, x, gamma, beta []T, w int, eps float64)
	layerNormGrad                                                                                                                                                                                                    func(dx, dgamma, dbeta, g, x, gamma, mean, rstd []T, w int)
	sum                                                                                                                                                                                                              func(x []T) float64
	dot                                                                                                                                                                                                              func(a, b []T) float64
	maxValue                                                                                                                                                                                                         func(x []T) T
	isFinite                                                                                                                                                                                                         func(x []T) bool
	sgd                                                                                                                                                                                                              func(p, g []T, lr, decay T)
	momentum, nesterov                                                                                                                                                                                               func(p, g, v []T, lr, mu, decay T)
	adam                                                                                                                                                                                                             func(p, g, m, v []T, step, rest1, rest2, eps, root, keep, l2 T)
	rmsProp                                                                                                                                                                                                          func(p, g, v, buf []T, lr, alpha, rest, eps, decay, mu T)
	adaGrad                                                                                                                                                                                                          func(p, g, v []T, lr, eps, decay T)
	lstm                                                                                                                                                                                                             func(h, c, tanhC, gates, bias, cPrev []T, hidden int)
	lstmGrad                                                                                                                                                                                                         func(dgates, dcPrev, dh, dc, gates, tanhC, cPrev []T, hidden int)
	gru                                                                                                                                                                                                              func(h, gx, gh, biasX, biasH, hPrev []T, hidden int)
	gruGrad                                                                                                                                                                                                          func(dgx, dgh, dhPrev, dh, gx, gh, hPrev []T, hidden int)
	dropoutMask                                                                                                                                                                                                      func(dst []T, state, limit uint64, scale T)
	quantize                                                                                                                                                                                                         func(dst []int8, x []T, inverse T)
}

// pureGo returns the twins, which every machine can run.
func pureGo[T float]() kernels[T] {
	return kernels[T]{
		add:                 addGo[T],
		sub:                 subGo[T],
		mul:                 mulGo[T],
		div:                 divGo[T],
		max:                 maxGo[T],
		min:                 minGo[T],
		mulAdd:              mulAddGo[T],
		mulSub:              mulSubGo[T],
		divAdd:              divAddGo[T],
		squareGrad:          squareGradGo[T],
		sqrtGrad:            sqrtGradGo[T],
		absGrad:             absGradGo[T],
		reciprocalGrad:      reciprocalGradGo[T],
		expGrad:             expGradGo[T],
		logGrad:             logGradGo[T],
		reluGrad:            reluGradGo[T],
		reluMask:            reluMaskGo[T],
		tanhGrad:            tanhGradGo[T],
		sigmoidGrad:         sigmoidGradGo[T],
		siluGrad:            siluGradGo[T],
		softplusGrad:        softplusGradGo[T],
		geluGrad:            geluGradGo[T],
		geluTanhGrad:        geluTanhGradGo[T],
		axpy:                axpyGo[T],
		scale:               scaleGo[T],
		addScalar:           addScalarGo[T],
		pow:                 powGo[T],
		leakyReLU:           leakyReLUGo[T],
		elu:                 eluGo[T],
		neg:                 negGo[T],
		square:              squareGo[T],
		sqrt:                sqrtGo[T],
		abs:                 absGo[T],
		reciprocal:          reciprocalGo[T],
		exp:                 expGo[T],
		log:                 logGo[T],
		relu:                reluGo[T],
		tanh:                tanhGo[T],
		sigmoid:             sigmoidGo[T],
		silu:                siluGo[T],
		softplus:            softplusGo[T],
		gelu:                geluGo[T],
		geluTanh:            geluTanhGo[T],
		sumRows:             sumRowsGo[T],
		powGrad:             powGradGo[T],
		leakyReLUGrad:       leakyReLUGradGo[T],
		eluGrad:             eluGradGo[T],
		divisorGrad:         divisorGradGo[T],
		maxGrad:             maxGradGo[T],
		minGrad:             minGradGo[T],
		widen:               widenGo[T],
		narrow:              narrowGo[T],
		addRows:             addRowsGo[T],
		mulRows:             mulRowsGo[T],
		transpose:           transposeGo[T],
		softmax:             softmaxGo[T],
		logSoftmax:          logSoftmaxGo[T],
		softmaxGrad:         softmaxGradGo[T],
		logSoftmaxGrad:      logSoftmaxGradGo[T],
		softmaxCrossEntropy: softmaxCrossEntropyGo[T],
		sigmoidCrossEntropy: sigmoidCrossEntropyGo[T],
		squaredError:        squaredErrorGo[T],
		layerNorm:           layerNormGo[T],
		layerNormGrad:       layerNormGradGo[T],
		sum:                 sumGo[T],
		dot:                 dotGo[T],
		maxValue:            maxValueGo[T],
		isFinite:            isFiniteGo[T],
		sgd:                 sgdGo[T],
		momentum:            momentumGo[T],
		nesterov:            nesterovGo[T],
		adam:                adamGo[T],
		rmsProp:             rmsPropGo[T],
		adaGrad:             adaGradGo[T],
		lstm:                lstmGo[T],
		lstmGrad:            lstmGradGo[T],
		gru:                 gruGo[T],
		gruGrad:             gruGradGo[T],
		dropoutMask:         dropoutMaskGo[T],
		quantize:            quantizeGo[T],
	}
}

// int8Kernels are the loops over quantised numbers.
type int8Kernels struct {
	mul func(c []int32, a, b []int8, m, n, k int)
}

func pureGoInt8() int8Kernels { return int8Kernels{mul: mulInt8Go} }

// The kernels in use, chosen once.
var (
	f32   = best32()
	f64   = best64()
	int8s = bestInt8()
)

func widenGo[T float](dst []float64, x []T) {
	for i, v := range x {
		dst[i] = float64(v)
	}
}

func narrowGo[T float](dst []T, x []float64) {
	for i, v := range x {
		dst[i] = T(v)
	}
}
