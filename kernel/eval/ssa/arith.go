package ssa

import (
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"reflect"

	"golang.org/x/tools/go/ssa"
)

var integerOps = map[token.Token]op{
	token.ADD: oAddI, token.SUB: oSubI, token.MUL: oMulI, token.QUO: oQuoI, token.REM: oRemI,
	token.AND: oAndI, token.OR: oOrI, token.XOR: oXorI, token.AND_NOT: oAndNotI, token.SHL: oShlI, token.SHR: oShrI,
}

var unsignedOps = map[token.Token]op{token.QUO: oQuoU, token.REM: oRemU, token.SHR: oShrU}

// float32Ops compute in float64 and round once: the result is that of float32.
var float32Ops = map[token.Token]op{token.ADD: oAddF32, token.SUB: oSubF32, token.MUL: oMulF32, token.QUO: oDivF32}

var floatOps = map[token.Token]op{token.ADD: oAddF, token.SUB: oSubF, token.MUL: oMulF, token.QUO: oDivF}

var narrowOps = map[memory]op{mS8: oNarrowS8, mS16: oNarrowS16, mS32: oNarrowS32, mU8: oNarrowU8, mU16: oNarrowU16, mU32: oNarrowU32, mF32: oNarrowF32}

// narrow brings a result back to the canonical form of t.
func (lw *lowering) narrow(d off, t *typ) {
	if o, ok := narrowOps[t.mem]; ok && info(t.t)&types.IsBoolean == 0 {
		lw.emit(ins{op: o, a: d, d: d})
	}
}

func (lw *lowering) binary(v *ssa.BinOp) {
	if o := lw.plan.operand[v]; o != nil {
		lw.fused(v, o)
		return
	}
	x, d := lw.at(v.X), lw.at(v)
	a, b := x.off, lw.off(v.Y)
	switch {
	case isCompare(v.Op) && comparesWords(v):
		set, _, swap := compareOps(v.Op, v.X.Type())
		if swap {
			a, b = b, a
		}
		lw.emit(ins{op: set, a: a, b: b, d: d.off})
	case isCompare(v.Op):
		lw.compare(v, x, lw.at(v.Y), d.off)
	case x.typ.class == cString: // +
		e := lw.eng
		lw.slow(func(fp ptr) {
			x, y := *strAt(fp, a), *strAt(fp, b)
			e.reserve(int64(len(x)+len(y)), 1)
			*strAt(fp, d.off) = x + y
		})
	case isComplex(v.X.Type()):
		lw.complexBinary(v.Op, x.typ, a, b, d.off)
	case isFloat(v.X.Type()):
		ops := floatOps
		if d.typ.mem == mF32 {
			ops = float32Ops
		}
		lw.emit(ins{op: ops[v.Op], a: a, b: b, d: d.off})
	default:
		if v.Op == token.SHL || v.Op == token.SHR {
			lw.checkShift(v.Y)
		}
		o, ok := unsignedOps[v.Op]
		if !ok || !isUnsigned(v.X.Type()) {
			o = integerOps[v.Op]
		}
		lw.emit(ins{op: o, a: a, b: b, d: d.off})
		lw.narrow(d.off, d.typ)
	}
}

// checkShift panics when a signed shift count is negative.
func (lw *lowering) checkShift(count ssa.Value) {
	if isUnsigned(count.Type()) {
		return
	}
	if c, ok := count.(*ssa.Const); ok && constant.Sign(c.Value) >= 0 {
		return
	}
	n := lw.off(count)
	lw.slow(func(fp ptr) { _ = 1 << *intAt(fp, n) })
}

// compare compares what is not one word.
func (lw *lowering) compare(v *ssa.BinOp, x, y place, d off) {
	a, b := x.off, y.off
	negate := boolWord(v.Op == token.NEQ)
	switch {
	case x.typ.class == cString:
		lw.compareStrings(v.Op, a, b, d)
	case x.typ.class == cSlice: // with nil
		lw.slow(func(fp ptr) { *intAt(fp, d) = boolWord(slcAt(fp, a).p == slcAt(fp, b).p) ^ negate })
	case x.typ.class == cIface && y.typ.class == cIface:
		lw.slow(func(fp ptr) {
			u, w := *anyAt(fp, a), *anyAt(fp, b)
			if u, ok := u.(boxed); ok && !u.typ.rt.Comparable() {
				u.checkComparison(w)
			}
			*intAt(fp, d) = boolWord(u == w) ^ negate
		})
	case x.typ.class == cIface || y.typ.class == cIface:
		lw.slow(func(fp ptr) {
			*intAt(fp, d) = boolWord(x.typ.toAny(ptr(ptrAt(fp, a))) == y.typ.toAny(ptr(ptrAt(fp, b)))) ^ negate
		})
	case x.typ.class == cAgg:
		t := x.typ
		lw.slow(func(fp ptr) {
			*intAt(fp, d) = boolWord(t.plain(ptr(ptrAt(fp, a))) == t.plain(ptr(ptrAt(fp, b)))) ^ negate
		})
	default:
		lw.unsupported(v)
	}
}

func (lw *lowering) compareStrings(o token.Token, a, b, d off) {
	switch o {
	case token.EQL:
		lw.slow(func(fp ptr) { *intAt(fp, d) = boolWord(*strAt(fp, a) == *strAt(fp, b)) })
	case token.NEQ:
		lw.slow(func(fp ptr) { *intAt(fp, d) = boolWord(*strAt(fp, a) != *strAt(fp, b)) })
	case token.LSS:
		lw.slow(func(fp ptr) { *intAt(fp, d) = boolWord(*strAt(fp, a) < *strAt(fp, b)) })
	case token.LEQ:
		lw.slow(func(fp ptr) { *intAt(fp, d) = boolWord(*strAt(fp, a) <= *strAt(fp, b)) })
	case token.GTR:
		lw.slow(func(fp ptr) { *intAt(fp, d) = boolWord(*strAt(fp, a) > *strAt(fp, b)) })
	case token.GEQ:
		lw.slow(func(fp ptr) { *intAt(fp, d) = boolWord(*strAt(fp, a) >= *strAt(fp, b)) })
	}
}

func complexAt(t *typ, fp ptr, o off) reflect.Value {
	return reflect.NewAt(t.rt, ptr(ptrAt(fp, o))).Elem()
}

func (lw *lowering) complexBinary(o token.Token, t *typ, a, b, d off) {
	if basic(t.t) == types.Complex64 {
		complexOp[complex64](lw, o, a, b, d)
	} else {
		complexOp[complex128](lw, o, a, b, d)
	}
}

func complexOp[C complex64 | complex128](lw *lowering, o token.Token, a, b, d off) {
	do := map[token.Token]func(x, y C) C{
		token.ADD: func(x, y C) C { return x + y },
		token.SUB: func(x, y C) C { return x - y },
		token.MUL: func(x, y C) C { return x * y },
		token.QUO: func(x, y C) C { return x / y },
	}[o]
	lw.slow(func(fp ptr) { *at[C](fp, d) = do(*at[C](fp, a), *at[C](fp, b)) })
}

func (lw *lowering) unary(v *ssa.UnOp) {
	if v.Op == token.MUL {
		lw.load(v)
		return
	}
	if v.Op == token.ARROW {
		lw.receive(v)
		return
	}
	a, d := lw.off(v.X), lw.at(v)
	switch {
	case v.Op == token.NOT:
		lw.emit(ins{op: oNotB, a: a, d: d.off})
	case v.Op == token.XOR:
		lw.emit(ins{op: oNotI, a: a, d: d.off})
		lw.narrow(d.off, d.typ)
	case isComplex(v.Type()):
		lw.slow(func(fp ptr) { complexAt(d.typ, fp, d.off).SetComplex(-complexAt(d.typ, fp, a).Complex()) })
	case isFloat(v.Type()):
		lw.emit(ins{op: oNegF, a: a, d: d.off})
	default:
		lw.emit(ins{op: oNegI, a: a, d: d.off})
		lw.narrow(d.off, d.typ)
	}
}

// convert is a conversion that changes the register.
func (lw *lowering) convert(v *ssa.Convert) {
	x, d := lw.at(v.X), lw.at(v)
	a := x.off
	from, to := info(v.X.Type()), info(v.Type())
	switch {
	case from&types.IsInteger != 0 && to&types.IsInteger != 0:
		lw.emit(ins{op: oMoveW, a: a, d: d.off})
		lw.narrow(d.off, d.typ)
	case from&types.IsInteger != 0 && to&types.IsFloat != 0:
		float32too := d.typ.mem == mF32
		switch {
		case isUnsigned(v.X.Type()) && x.typ.mem == m64:
			lw.slow(func(fp ptr) {
				w := *at[uint64](fp, a)
				if *fltAt(fp, d.off) = float64(w); float32too {
					*fltAt(fp, d.off) = float64(float32(w))
				}
			})
		case float32too && x.typ.mem == m64: // rounding twice could differ
			lw.slow(func(fp ptr) { *fltAt(fp, d.off) = float64(float32(*intAt(fp, a))) })
		default:
			lw.emit(ins{op: oIntToF, a: a, d: d.off})
			lw.narrow(d.off, d.typ)
		}
	case from&types.IsFloat != 0 && to&types.IsInteger != 0:
		if isUnsigned(v.Type()) && d.typ.mem == m64 {
			lw.slow(func(fp ptr) { *at[uint64](fp, d.off) = uint64(*fltAt(fp, a)) })
			return
		}
		truncate := oFToInt
		switch d.typ.mem {
		case mS8, mU8, mS16, mU16, mS32: // what does not fit differs
			truncate = oFToInt32
		}
		lw.emit(ins{op: truncate, a: a, d: d.off})
		lw.narrow(d.off, d.typ)
	case from&types.IsFloat != 0 && to&types.IsFloat != 0:
		lw.emit(ins{op: oNarrowF32, a: a, d: d.off})
	case from&types.IsComplex != 0 && to&types.IsComplex != 0:
		lw.slow(func(fp ptr) { complexAt(d.typ, fp, d.off).SetComplex(complexAt(x.typ, fp, a).Complex()) })
	case to&types.IsString != 0 || from&types.IsString != 0:
		lw.convertString(v, x, d)
	default:
		lw.convertUnsafe(v, x, d)
	}
}

func (lw *lowering) convertString(v *ssa.Convert, x, d place) {
	a := x.off
	switch {
	case x.typ.class == cWord:
		lw.slow(func(fp ptr) {
			r := *intAt(fp, a)
			if r < 0 || r > math.MaxInt32 {
				r = 0xFFFD
			}
			*strAt(fp, d.off) = string(rune(r))
		})
	case x.typ.class == cSlice && basic(elemOf(v.X.Type())) == types.Uint8:
		lw.slow(func(fp ptr) { *strAt(fp, d.off) = string(*at[[]byte](fp, a)) })
	case x.typ.class == cSlice:
		lw.slow(func(fp ptr) { *strAt(fp, d.off) = string(*at[[]rune](fp, a)) })
	case d.typ.class == cSlice && basic(elemOf(v.Type())) == types.Uint8:
		lw.slow(func(fp ptr) { *at[[]byte](fp, d.off) = []byte(*strAt(fp, a)) })
	case d.typ.class == cSlice:
		lw.slow(func(fp ptr) { *at[[]rune](fp, d.off) = []rune(*strAt(fp, a)) })
	default:
		lw.unsupported(v)
	}
}
