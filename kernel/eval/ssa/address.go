package ssa

import (
	"go/token"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/ssa"
)

// An address is where a load or store goes: a pointer or a slice and an index,
// and an offset behind that.
type address struct {
	base, index off
	indexed     bool
	row         off // index of the row that the element is in, if inRow
	inRow       bool
	list        int32 // where the slice is, from base on, if inMemory
	inMemory    bool
	size        int // of the slice's elements
	off         int32
}

// address resolves an address, its folded parts included.
func (lw *lowering) address(v ssa.Value) address {
	if lw.plan.folded[v] {
		switch v := v.(type) {
		case *ssa.FieldAddr:
			a := lw.address(v.X)
			a.off += lw.fieldOffset(v)
			return a
		case *ssa.IndexAddr:
			size := lw.typ(elemOf(v.X.Type())).rt.Size()
			if from := lw.plan.row[v]; from != nil {
				return address{base: lw.off(from.X), row: lw.off(from.Index), inRow: true, index: lw.off(v.Index), indexed: true, size: int(size)}
			}
			if list := lw.plan.list[v]; list != nil {
				return lw.listAddress(v, list, int(size))
			}
			return address{base: lw.off(v.X), index: lw.off(v.Index), indexed: true, size: int(size)}
		}
	}
	return address{base: lw.off(v)}
}

func (lw *lowering) fieldOffset(v *ssa.FieldAddr) int32 {
	return int32(lw.fieldOf(lw.typ(elemOf(v.X.Type())), v.Field).Offset)
}

// fieldOf is the i-th field of a struct.
func (lw *lowering) fieldOf(t *typ, i int) reflect.StructField {
	f := t.rt.Field(i)
	if hasRealValue(f.Type, 3) {
		panic(unsupported("the field " + typeName(t.t) + "." + f.Name + ", of type " + f.Type.String() + ","))
	}
	return f
}

// pointer computes an indexed address; what fits no instruction goes there.
func (lw *lowering) pointer(a address) off {
	if !a.indexed {
		return a.base
	}
	d := lw.layout.newPointer()
	lw.emit(ins{op: oIndex, a: a.base, b: a.index, d: d, t: int32(a.size)})
	return d
}

func (lw *lowering) indexAddress(v *ssa.IndexAddr) {
	size := int32(lw.typ(elemOf(v.Type())).rt.Size())
	in := ins{op: oIndex, a: lw.off(v.X), b: lw.off(v.Index), d: lw.off(v), t: size}
	if p, ok := v.X.Type().Underlying().(*types.Pointer); ok {
		n := p.Elem().Underlying().(*types.Array).Len()
		in.op, in.c = oIndexA, lw.wordConstant(n)
	}
	lw.emit(in)
}

var loadOps = [...]op{mU8: oLoadU8, mS8: oLoadS8, mU16: oLoadU16, mS16: oLoadS16, mU32: oLoadU32, mS32: oLoadS32, m64: oLoad64, mF32: oLoadF32, mPtr: oLoadP, mString: oLoadS, mSlice: oLoadL, mAny: oLoadE}

var storeOps = [...]op{mU8: oStore8, mS8: oStore8, mU16: oStore16, mS16: oStore16, mU32: oStore32, mS32: oStore32, m64: oStore64, mF32: oStoreF32, mPtr: oStoreP, mString: oStoreS, mSlice: oStoreL, mAny: oStoreE}

var elementOps = map[memory]struct{ load, store op }{
	mU8: {oElem8, oPut8}, mS32: {oElemS32, oPut32}, mU32: {oElemU32, oPut32}, mF32: {oElemF32, oPutF32}, m64: {oElem64, oPut64}, mPtr: {oElemP, oPutP}, mString: {oElemS, oPutS}, mSlice: {oElemL, 0},
}

// load is d = *x.
func (lw *lowering) load(v *ssa.UnOp) {
	d, a := lw.at(v), lw.address(v.X)
	t := d.typ
	if a.inRow {
		load, _ := rowOps(t)
		lw.emit(ins{op: load, a: a.base, b: a.row, c: a.index, d: d.off})
		return
	}
	if a.inMemory {
		load, _ := listOps(v.Type())
		lw.onList(load, a, d.off)
		return
	}
	if a.indexed {
		switch o := elementOps[t.mem].load; {
		case o != 0 && a.off == 0 && a.size == int(t.rt.Size()):
			lw.emit(ins{op: o, a: a.base, b: a.index, d: d.off})
			return
		case t.mem == m64 && a.size < 1<<16:
			lw.emit(ins{op: oElemF64, a: a.base, b: a.index, d: d.off, e: off(a.size), t: a.off})
			return
		}
	}
	p := lw.pointer(a)
	if t.mem <= mAny {
		lw.emit(ins{op: loadOps[t.mem], a: p, d: d.off, t: a.off})
		return
	}
	lw.slow(func(fp ptr) {
		from := *ptrAt(fp, p)
		if from == nil {
			panicNil()
		}
		t.load(ptr(ptrAt(fp, d.off)), fieldAt(from, uintptr(a.off)))
	})
}

// store is *addr = val.
func (lw *lowering) store(v *ssa.Store) {
	if sum := lw.plan.update[v]; sum != nil {
		lw.update(v, sum)
		return
	}
	if g, ok := v.Addr.(*ssa.Global); ok && lw.eng.marks[g] != nil {
		mark := lw.eng.marks[g]
		defer lw.slow(func(ptr) { mark.Store(true) })
	}
	if f, ok := v.Addr.(*ssa.FieldAddr); ok && elemOf(f.X.Type()).Underlying().(*types.Struct).Field(f.Field).Name() == "_" {
		return // of a composite literal: blank fields stay zero
	}
	x, a := lw.at(v.Val), lw.address(v.Addr)
	t := x.typ
	if a.inRow {
		_, store := rowOps(t)
		lw.emit(ins{op: store, a: a.base, b: a.row, c: a.index, d: x.off})
		return
	}
	if a.inMemory {
		_, store := listOps(v.Val.Type())
		lw.onList(store, a, x.off)
		return
	}
	if a.indexed {
		switch o := elementOps[t.mem].store; {
		case o != 0 && a.off == 0 && a.size == int(t.rt.Size()):
			lw.emit(ins{op: o, a: a.base, b: a.index, c: x.off})
			return
		case t.mem == m64 && a.size < 1<<16:
			lw.emit(ins{op: oPutF64, a: a.base, b: a.index, c: x.off, e: off(a.size), t: a.off})
			return
		}
	}
	p := lw.pointer(a)
	if t.mem <= mAny {
		lw.emit(ins{op: storeOps[t.mem], a: p, b: x.off, t: a.off})
		return
	}
	lw.slow(func(fp ptr) {
		to := *ptrAt(fp, p)
		if to == nil {
			panicNil()
		}
		t.store(fieldAt(to, uintptr(a.off)), ptr(ptrAt(fp, x.off)))
	})
}

// update is *addr += x, or -=.
func (lw *lowering) update(v *ssa.Store, sum *ssa.BinOp) {
	x, a := lw.off(sum.Y), lw.address(v.Addr)
	kind := 2
	if isFloat(sum.Type()) {
		kind = int(boolWord(sum.Op == token.SUB))
	}
	if a.indexed && a.size < 1<<16 {
		lw.emit(ins{op: [...]op{oAddElemF, oSubElemF, oAddElemI}[kind], a: a.base, b: a.index, c: x, e: off(a.size), t: a.off})
		return
	}
	lw.emit(ins{op: [...]op{oAddMemF, oSubMemF, oAddMemI}[kind], a: lw.pointer(a), b: x, t: a.off})
}

const (
	// largeLocal is from which size on a local variable is not in the frame, but
	// made with it.
	largeLocal = 256
	// hugeLocal is from which size on it is made by each call.
	hugeLocal = 64 << 10
)

// alloc makes a zero variable: in the frame if nothing outlives the call.
func (lw *lowering) alloc(v *ssa.Alloc) {
	t, d := lw.typ(elemOf(v.Type())), lw.off(v)
	size := t.rt.Size()
	switch {
	case v.Heap || size > hugeLocal || size <= largeLocal && lw.crowded():
		e := lw.eng
		lw.slow(func(fp ptr) {
			e.reserve(1, size)
			*ptrAt(fp, d) = t.words.new()
		})
		return
	case size > largeLocal:
		lw.body.beside += size
		lw.setup(func(fp ptr) { *ptrAt(fp, d) = t.words.new() })
	default:
		o := off(lw.layout.add(reflect.StructOf([]reflect.StructField{{Name: "V", Type: t.rt}, {Name: "W", Type: reflect.TypeFor[[1]uint64]()}})))
		lw.setup(func(fp ptr) { *ptrAt(fp, d) = ptr(ptrAt(fp, o)) })
	}
	lw.slow(func(fp ptr) { t.words.clear(*ptrAt(fp, d)) })
}

// field is one field of a struct that is in registers.
func (lw *lowering) field(v *ssa.Field) {
	x, d := lw.at(v.X), lw.at(v)
	o := lw.fieldOf(x.typ, v.Field).Offset
	lw.slow(func(fp ptr) { d.typ.load(ptr(ptrAt(fp, d.off)), fieldAt(x.typ.inMemory(ptr(ptrAt(fp, x.off))), o)) })
}

// index is an element of an array that is in registers, or of a string.
func (lw *lowering) index(v *ssa.Index) {
	x, i, d := lw.at(v.X), lw.off(v.Index), lw.at(v)
	if x.typ.class == cString {
		lw.emit(ins{op: oIndexS, a: x.off, b: i, d: d.off})
		return
	}
	n, size := x.typ.rt.Len(), d.typ.rt.Size()
	lw.slow(func(fp ptr) {
		k := *intAt(fp, i)
		if uint64(k) >= uint64(n) {
			panicIndex(k, n)
		}
		d.typ.load(ptr(ptrAt(fp, d.off)), fieldAt(x.typ.inMemory(ptr(ptrAt(fp, x.off))), uintptr(k)*size))
	})
}
