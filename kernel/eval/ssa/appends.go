package ssa

import (
	"go/types"
	"reflect"
	"unsafe"

	"golang.org/x/tools/go/ssa"
)

// foldAppend finds append(s, x), for which ssa makes an array of one element
// and a slice of it, and leaves those out.
func (p *plan) foldAppend(v *ssa.Call) {
	b, ok := v.Call.Value.(*ssa.Builtin)
	if !ok || b.Name() != "append" || len(v.Call.Args) != 2 {
		return
	}
	list, ok := v.Call.Args[1].(*ssa.Slice)
	if !ok || list.Low != nil || list.High != nil || list.Block() != v.Block() || len(users(list)) != 1 {
		return
	}
	array, ok := list.X.(*ssa.Alloc)
	if !ok || array.Comment != "varargs" || array.Block() != v.Block() || elemOf(array.Type()).Underlying().(*types.Array).Len() != 1 {
		return
	}
	var element *ssa.IndexAddr
	for _, u := range users(array) {
		switch u := u.(type) {
		case *ssa.IndexAddr:
			element = u
		case *ssa.Slice:
		default:
			return
		}
	}
	if element == nil || len(users(array)) != 2 || len(users(element)) != 1 {
		return
	}
	st, ok := users(element)[0].(*ssa.Store)
	if !ok || st.Addr != element || st.Block() != v.Block() {
		return
	}
	p.appended[v] = st.Val
	for _, in := range []ssa.Instruction{list, array, element, st} {
		p.skip[in] = true
	}
}

var appendOps = map[memory]op{mU8: oAppend8, mS8: oAppend8, mU32: oAppend32, mS32: oAppend32, mF32: oAppendF32, m64: oAppend64, mPtr: oAppendP, mString: oAppendS, mSlice: oAppendL}

// appendOne is append(s, x). Where there is room, the loop does it.
func (lw *lowering) appendOne(s, x place, d off) {
	e, size, grow := lw.eng, s.typ.rt.Elem().Size(), lw.appendSlowly(s, x, d)
	room := func(fp ptr) {
		if l := slcAt(fp, s.off); l.len == l.cap {
			e.reserve(int64(l.len)+1, size)
		}
		grow(fp)
	}
	if o := appendOps[x.typ.mem]; o != 0 {
		lw.emit(ins{op: o, a: s.off, b: x.off, d: d, t: int32(len(lw.body.slow))})
		lw.body.slow = append(lw.body.slow, room)
		return
	}
	lw.slow(room)
}

func (lw *lowering) appendSlowly(s, x place, d off) func(fp ptr) {
	switch x.typ.mem {
	case m64:
		return appendTo[int64](s.off, x.off, d)
	case mPtr:
		return appendTo[ptr](s.off, x.off, d)
	case mString:
		return appendTo[string](s.off, x.off, d)
	case mSlice:
		return appendTo[slice](s.off, x.off, d)
	}
	rt, size := s.typ.rt, s.typ.rt.Elem().Size()
	return func(fp ptr) {
		l := *slcAt(fp, s.off)
		if l.len == l.cap {
			checkGrow(l.len, 1)
			v := reflect.New(rt)
			*(*slice)(v.UnsafePointer()) = l
			v.Elem().Grow(1)
			l = *(*slice)(v.UnsafePointer())
		}
		x.typ.store(unsafe.Add(l.p, uintptr(l.len)*size), ptr(ptrAt(fp, x.off)))
		l.len++
		*slcAt(fp, d) = l
	}
}

func appendTo[T any](s, x, d off) func(fp ptr) {
	return func(fp ptr) { *at[[]T](fp, d) = append(*at[[]T](fp, s), *at[T](fp, x)) }
}

// checkGrow panics as append does where the sum is no int, which package
// reflect has other words for.
func checkGrow(n, more int) {
	if n+more < 0 {
		panic(runtimeError("growslice: len out of range"))
	}
}
