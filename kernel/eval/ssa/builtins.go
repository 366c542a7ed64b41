package ssa

import (
	"fmt"
	"go/constant"
	"go/types"
	"reflect"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"gradus/kernel/eval"
)

func (lw *lowering) builtin(v *ssa.Call, b *ssa.Builtin) {
	if x := lw.plan.appended[v]; x != nil {
		lw.appendOne(lw.at(v.Call.Args[0]), lw.at(x), lw.off(v))
		return
	}
	var args []place
	for _, a := range v.Call.Args {
		args = append(args, lw.at(a))
	}
	arg := func(i int) off { return args[i].off }
	switch b.Name() {
	case "len", "cap":
		lw.length(b.Name(), args[0], lw.off(v))
	case "append":
		lw.appending(v, args, lw.off(v))
	case "copy":
		lw.copying(v, args, lw.off(v))
	case "delete":
		m, k := args[0], args[1]
		lw.slow(func(fp ptr) {
			m.typ.reflectedAt(fp, m.off).SetMapIndex(as(k.typ.value(ptr(ptrAt(fp, k.off))), m.typ.rt.Key()), reflect.Value{})
		})
	case "clear":
		x := args[0]
		lw.slow(func(fp ptr) { x.typ.reflectedAt(fp, x.off).Clear() })
	case "min", "max":
		lw.extreme(b.Name() == "max", args, lw.at(v))
	case "panic":
		x := arg(0)
		lw.slow(func(fp ptr) { panic(*anyAt(fp, x)) })
	case "recover":
		d := lw.off(v)
		lw.slow(func(fp ptr) { *anyAt(fp, d) = recovered(fp) })
	case "close":
		x := args[0]
		lw.slow(func(fp ptr) { x.typ.reflectedAt(fp, x.off).Close() })
	case "print", "println":
		lw.slow(func(fp ptr) { lw.eng.print(printed(b.Name() == "println", args, fp)) })
	case "real", "imag":
		x, d := args[0], lw.off(v)
		lw.slow(func(fp ptr) {
			if c := complexAt(x.typ, fp, x.off).Complex(); b.Name() == "real" {
				*fltAt(fp, d) = real(c)
			} else {
				*fltAt(fp, d) = imag(c)
			}
		})
	case "complex":
		d := lw.at(v)
		lw.slow(func(fp ptr) {
			complexAt(d.typ, fp, d.off).SetComplex(complex(*fltAt(fp, arg(0)), *fltAt(fp, arg(1))))
		})
	case "ssa:wrapnilchk":
		d, x := lw.off(v), arg(0)
		text := func(i int) string { return constant.StringVal(v.Call.Args[i].(*ssa.Const).Value) }
		typ, method := text(1), text(2)
		lw.slow(func(fp ptr) {
			if *ptrAt(fp, d) = *ptrAt(fp, x); *ptrAt(fp, x) == nil {
				panic(plainError("value method " + typ + "." + method + " called using nil *" + typ[strings.LastIndexByte(typ, '.')+1:] + " pointer"))
			}
		})
	case "ssa:deferstack":
		d := lw.off(v)
		lw.slow(func(fp ptr) { *ptrAt(fp, d) = ptr(head(fp).defers) })
	default:
		lw.unsafeBuiltin(v, b.Name(), args)
	}
}

// reflectedAt is a register as a value to work on; memory and register are
// alike for the types that this is for.
func (t *typ) reflectedAt(fp ptr, o off) reflect.Value {
	return reflect.NewAt(t.rt, ptr(ptrAt(fp, o))).Elem()
}

func (lw *lowering) length(name string, x place, d off) {
	switch x.typ.class {
	case cString:
		lw.emit(ins{op: oMoveW, a: x.off + 8, d: d})
	case cSlice:
		lw.emit(ins{op: oMoveW, a: x.off + map[string]off{"len": 8, "cap": 16}[name], d: d})
	case cAgg:
		n := int64(x.typ.rt.Len())
		lw.slow(func(fp ptr) { *intAt(fp, d) = n })
	default:
		t := x.typ
		if t.rt.Kind() == reflect.Pointer {
			n := int64(t.rt.Elem().Len())
			lw.slow(func(fp ptr) { *intAt(fp, d) = n })
			return
		}
		if name == "cap" {
			lw.slow(func(fp ptr) { *intAt(fp, d) = int64(t.reflectedAt(fp, x.off).Cap()) })
			return
		}
		lw.slow(func(fp ptr) { *intAt(fp, d) = int64(t.reflectedAt(fp, x.off).Len()) })
	}
}

// appending is append(s, t...); t may be a string.
func (lw *lowering) appending(v *ssa.Call, args []place, d off) {
	s, t := args[0], args[1]
	if t.typ.class == cString {
		lw.slow(func(fp ptr) { *at[[]byte](fp, d) = append(*at[[]byte](fp, s.off), *strAt(fp, t.off)...) })
		return
	}
	switch s.typ.rt.Elem() {
	case reflect.TypeFor[float64]():
		appendOf[float64](lw, s.off, t.off, d)
	case reflect.TypeFor[int]():
		appendOf[int](lw, s.off, t.off, d)
	case reflect.TypeFor[string]():
		appendOf[string](lw, s.off, t.off, d)
	case reflect.TypeFor[uint8]():
		appendOf[uint8](lw, s.off, t.off, d)
	default:
		if isPointerKind(s.typ.rt.Elem().Kind()) {
			appendOf[ptr](lw, s.off, t.off, d)
			return
		}
		e, rt := lw.eng, s.typ.rt
		lw.slow(func(fp ptr) {
			checkGrow(slcAt(fp, s.off).len, slcAt(fp, t.off).len)
			from := reflect.NewAt(rt, ptr(ptrAt(fp, t.off))).Elem()
			to := s.typ.reflectedAt(fp, s.off)
			if n := to.Len() + from.Len(); n > to.Cap() {
				e.reserve(int64(n), rt.Elem().Size())
			}
			s.typ.reflectedAt(fp, d).Set(reflect.AppendSlice(to, from))
		})
	}
}

func appendOf[T any](lw *lowering, s, t, d off) {
	e := lw.eng
	lw.slow(func(fp ptr) {
		reserveAppend(e, *at[[]T](fp, s), len(*at[[]T](fp, t)))
		*at[[]T](fp, d) = append(*at[[]T](fp, s), *at[[]T](fp, t)...)
	})
}

func (lw *lowering) copying(v *ssa.Call, args []place, d off) {
	to, from := args[0], args[1]
	if from.typ.class == cString {
		lw.slow(func(fp ptr) { *intAt(fp, d) = int64(copy(*at[[]byte](fp, to.off), *strAt(fp, from.off))) })
		return
	}
	lw.slow(func(fp ptr) {
		x := reflect.NewAt(to.typ.rt, ptr(ptrAt(fp, from.off))).Elem()
		*intAt(fp, d) = int64(reflect.Copy(to.typ.reflectedAt(fp, to.off), x))
	})
}

// extreme is min or max.
func (lw *lowering) extreme(largest bool, args []place, d place) {
	pick := func(fp ptr, a, b off) bool { return *intAt(fp, b) < *intAt(fp, a) } // b is less
	switch {
	case d.typ.class == cString:
		pick = func(fp ptr, a, b off) bool { return *strAt(fp, b) < *strAt(fp, a) }
	case isFloat(d.typ.t):
		lw.slow(func(fp ptr) {
			m := *fltAt(fp, args[0].off)
			for _, a := range args[1:] {
				if x := *fltAt(fp, a.off); largest {
					m = max(m, x)
				} else {
					m = min(m, x)
				}
			}
			*fltAt(fp, d.off) = m
		})
		return
	case isUnsigned(d.typ.t):
		pick = func(fp ptr, a, b off) bool { return *at[uint64](fp, b) < *at[uint64](fp, a) }
	}
	lw.slow(func(fp ptr) {
		best := args[0].off
		for _, a := range args[1:] {
			if largest && pick(fp, a.off, best) || !largest && pick(fp, best, a.off) {
				best = a.off
			}
		}
		moveRegister(d.typ, ptr(ptrAt(fp, d.off)), ptr(ptrAt(fp, best)))
	})
}

// printed is what the builtins print and println write.
func printed(line bool, args []place, fp ptr) []byte {
	var text []byte
	for i, a := range args {
		if i > 0 && line {
			text = append(text, ' ')
		}
		switch s := slcAt(fp, a.off); a.typ.class {
		case cSlice:
			text = fmt.Appendf(text, "[%d/%d]%#x", s.len, s.cap, uintptr(s.p))
			continue
		case cIface:
			w := ifcAt(fp, a.off)
			text = fmt.Appendf(text, "(%#x,%#x)", uintptr(w.typ), uintptr(w.data))
			continue
		}
		v := a.typ.plain(ptr(ptrAt(fp, a.off)))
		if rv := reflect.ValueOf(v); isPointerKind(rv.Kind()) {
			v = fmt.Sprintf("%#x", rv.Pointer())
		}
		if rv := reflect.ValueOf(v); rv.CanFloat() {
			text = strconv.AppendFloat(text, rv.Float(), 'g', -1, rv.Type().Bits())
			continue
		}
		text = append(text, eval.PanicText(v)...)
	}
	if line {
		text = append(text, '\n')
	}
	return text
}

func (e *Engine) print(text []byte) { e.stderr().Write(text) }

// sliceToArray is a conversion of a slice to a pointer to an array.
func (lw *lowering) sliceToArray(v *ssa.SliceToArrayPointer) {
	x, d := lw.off(v.X), lw.off(v)
	n := int(elemOf(v.Type()).Underlying().(*types.Array).Len())
	lw.slow(func(fp ptr) {
		s := slcAt(fp, x)
		if s.len < n {
			panic(runtimeError(fmt.Sprintf("cannot convert slice with length %d to array or pointer to array with length %d", s.len, n)))
		}
		*ptrAt(fp, d) = s.p
	})
}
