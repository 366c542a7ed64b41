package ssa

import (
	"unsafe"

	"golang.org/x/tools/go/ssa"
)

// unsafeBuiltin emits a function of package unsafe. Of Sizeof and Alignof only
// those are left that depend on type parameters.
func (lw *lowering) unsafeBuiltin(v *ssa.Call, name string, args []place) {
	d := lw.off(v)
	arg := func(i int) off { return args[i].off }
	switch name {
	case "Sizeof":
		size := int64(args[0].typ.rt.Size())
		lw.slow(func(fp ptr) { *intAt(fp, d) = size })
	case "Alignof":
		align := int64(args[0].typ.rt.Align())
		lw.slow(func(fp ptr) { *intAt(fp, d) = align })
	case "Add":
		lw.slow(func(fp ptr) { *ptrAt(fp, d) = unsafe.Add(*ptrAt(fp, arg(0)), int(*intAt(fp, arg(1)))) })
	case "SliceData", "StringData": // the first word of both
		lw.slow(func(fp ptr) { *ptrAt(fp, d) = *ptrAt(fp, arg(0)) })
	case "Slice":
		lw.slow(func(fp ptr) {
			n := int(*intAt(fp, arg(1)))
			if n < 0 || n > 0 && *ptrAt(fp, arg(0)) == nil {
				panic(runtimeError("unsafe.Slice: len out of range"))
			}
			*slcAt(fp, d) = slice{*ptrAt(fp, arg(0)), n, n}
		})
	case "String":
		lw.slow(func(fp ptr) { *strAt(fp, d) = unsafe.String((*byte)(*ptrAt(fp, arg(0))), int(*intAt(fp, arg(1)))) })
	default:
		lw.unsupported(v)
	}
}

// convertUnsafe emits a conversion to or from unsafe.Pointer. An address that
// has been a number can't become a pointer again.
func (lw *lowering) convertUnsafe(v *ssa.Convert, x, d place) {
	switch {
	case x.typ.class == cPtr && d.typ.class == cPtr:
		lw.slow(func(fp ptr) { *ptrAt(fp, d.off) = *ptrAt(fp, x.off) })
	case x.typ.class == cPtr && d.typ.class == cWord:
		lw.slow(func(fp ptr) { *intAt(fp, d.off) = int64(uintptr(*ptrAt(fp, x.off))) })
	default:
		lw.unsupported(v)
	}
}
