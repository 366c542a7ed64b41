package ssa

import (
	"go/constant"
	"go/types"
	"math"
	"reflect"

	"golang.org/x/tools/go/ssa"
)

// at returns the register of a value.
func (lw *lowering) at(v ssa.Value) place {
	switch v := v.(type) {
	case *ssa.Const:
		return lw.constant(v)
	case *ssa.Global:
		return lw.global(v)
	case *ssa.Function:
		return lw.functionValue(v)
	case *ssa.Extract:
		return lw.components(v.Tuple)[v.Index]
	}
	if lw.plan.alias[v] != nil {
		p := lw.at(lw.plan.alias[v])
		if isLength(v) {
			p.off += 8
		}
		return place{p.off, lw.typ(v.Type())}
	}
	root := lw.plan.find(v)
	p, ok := lw.place[root]
	if !ok {
		t := lw.typ(root.Type())
		if lw.reuse.last[root] != nil {
			p, ok = lw.reuse.take(lw, t)
		}
		if !ok {
			p = lw.layout.register(t)
		}
		lw.place[root] = p
	}
	return place{p.off, lw.typ(v.Type())}
}

func (lw *lowering) off(v ssa.Value) off { return lw.at(v).off }

// components returns the registers of a value that is several.
func (lw *lowering) components(v ssa.Value) []place {
	if p, ok := lw.tuple[v]; ok {
		return p
	}
	var out []place
	for c := range v.Type().(*types.Tuple).Variables() {
		if c.Type() == types.Typ[types.Invalid] {
			out = append(out, place{})
			continue
		}
		if lw.crowded() && len(users(v)) == 0 {
			out = append(out, lw.passing(lw.typ(c.Type())))
			continue
		}
		out = append(out, lw.layout.register(lw.typ(c.Type())))
	}
	lw.tuple[v] = out
	return out
}

// setup has f run when a frame is made.
func (lw *lowering) setup(f func(fp ptr)) { lw.body.setup = append(lw.body.setup, f) }

func (lw *lowering) pointerConstant(p ptr) off {
	key := constantKey{nil, p}
	if c, ok := lw.consts[key]; ok {
		return c.off
	}
	o := lw.layout.newPointer()
	lw.consts[key] = place{off: o}
	lw.setup(func(fp ptr) { *ptrAt(fp, o) = p })
	return o
}

func (lw *lowering) wordConstant(w int64) off {
	key := constantKey{nil, w}
	if c, ok := lw.consts[key]; ok {
		return c.off
	}
	if lw.crowded() {
		p := lw.passing(lw.typ(types.Typ[types.Int]))
		lw.slow(func(fp ptr) { *intAt(fp, p.off) = w })
		return p.off
	}
	o := lw.layout.newWord()
	lw.consts[key] = place{off: o}
	if w != 0 {
		lw.setup(func(fp ptr) { *intAt(fp, o) = w })
	}
	return o
}

// constant returns a register that holds c in every frame.
func (lw *lowering) constant(c *ssa.Const) place {
	t := lw.typ(c.Type())
	switch {
	case t.class == cWord:
		return place{lw.wordConstant(wordOf(c)), t}
	case c.Value == nil: // zero, as new frames are
		key := constantKey{t, nil}
		p, ok := lw.consts[key]
		if !ok {
			p = lw.layout.register(t)
			lw.consts[key] = p
		}
		return p
	case t.class == cString:
		s := constant.StringVal(c.Value)
		key := constantKey{t, s}
		p, ok := lw.consts[key]
		if !ok && lw.crowded() {
			p = lw.passing(t)
			lw.slow(func(fp ptr) { *strAt(fp, p.off) = s })
			return p
		}
		if !ok {
			p = lw.layout.register(t)
			lw.consts[key] = p
			lw.setup(func(fp ptr) { *strAt(fp, p.off) = s })
		}
		return p
	case isComplex(c.Type()):
		p := lw.layout.register(t)
		z := c.Complex128()
		lw.setup(func(fp ptr) { reflect.NewAt(t.rt, ptr(ptrAt(fp, p.off))).Elem().SetComplex(z) })
		return p
	}
	panic(unsupported("the constant " + c.String()))
}

// wordOf is a scalar constant as a register holds it.
func wordOf(c *ssa.Const) int64 {
	if c.Value == nil {
		return 0
	}
	switch {
	case c.Value.Kind() == constant.Bool:
		return boolWord(constant.BoolVal(c.Value))
	case basic(c.Type()) == types.Float32:
		f, _ := constant.Float32Val(constant.ToFloat(c.Value))
		return int64(math.Float64bits(float64(f)))
	case isFloat(c.Type()):
		f, _ := constant.Float64Val(constant.ToFloat(c.Value))
		return int64(math.Float64bits(f))
	case isUnsigned(c.Type()):
		return int64(c.Uint64())
	}
	return c.Int64()
}

// global returns a register that holds the address of a variable.
func (lw *lowering) global(g *ssa.Global) place {
	t := lw.typ(g.Type())
	return place{lw.pointerConstant(lw.eng.variable(g)), t}
}

// functionValue returns a register that holds fn as a func value.
func (lw *lowering) functionValue(fn *ssa.Function) place {
	t := lw.typ(fn.Signature)
	key := constantKey{t, fn}
	if p, ok := lw.consts[key]; ok {
		return p
	}
	p := lw.layout.register(t)
	lw.consts[key] = p
	if lw.eng.isCompiled(fn) {
		v := lw.eng.compiledFunction(fn)
		lw.setup(func(fp ptr) { reflect.NewAt(v.Type(), ptr(ptrAt(fp, p.off))).Elem().Set(v) })
		return p
	}
	f := lw.eng.function(fn)
	lw.setup(func(fp ptr) { *ptrAt(fp, p.off) = f.asValue() })
	return p
}
