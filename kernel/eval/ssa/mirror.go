package ssa

import (
	"reflect"
)

// Package reflect knows compiled types only, and of an interpreted type its
// layout. So a cell's reflect works on mirrors:
//
//   - a reflect.Value is a [mirrorValue], which has the value as compiled code
//     lays it out and its type as the cell knows it;
//   - a reflect.Type is an ordinary one for types that compiled code has too,
//     else a [mirrorType];
//   - reflect.Method, SelectCase and MapIter, which contain Values, have mirrors
//     of their own.
//
// mirror_boundary.go exchanges mirrors and the originals where values pass
// between cells and compiled code.

// mirrors are the symbols of package reflect that cells see instead of the
// compiled ones.
func (e *Engine) mirrors() map[string]reflect.Value {
	v := reflect.ValueOf
	return map[string]reflect.Value{
		"Value":      v((*mirrorValue)(nil)),
		"Method":     v((*mirrorMethod)(nil)),
		"SelectCase": v((*mirrorCase)(nil)),
		"MapIter":    v((*mirrorIter)(nil)),

		"TypeOf":  v(e.typeOf),
		"ValueOf": v(e.valueOf),
		"Zero":    v(e.zeroOf),
		"New":     v(e.newOf),
		"NewAt":   v(e.at),

		"MakeSlice":       v(e.makeSliceOf),
		"MakeMap":         v(func(t reflect.Type) mirrorValue { return e.makeMapOf(t, 0) }),
		"MakeMapWithSize": v(e.makeMapOf),
		"MakeChan":        v(e.makeChanOf),
		"MakeFunc":        v(e.makeFuncOf),
		"SliceAt":         v(e.sliceAt),

		"PointerTo": v(e.pointerTo),
		"PtrTo":     v(e.pointerTo),
		"SliceOf":   v(e.sliceOf),
		"ArrayOf":   v(e.arrayOf),
		"MapOf":     v(e.mapOf),
		"ChanOf":    v(e.chanOf),
		"FuncOf":    v(e.funcOf),
		"StructOf":  v(e.structOf),

		"Append":      v(appendMirrors),
		"AppendSlice": v(appendMirrorSlice),
		"Copy":        v(copyMirrors),
		"DeepEqual":   v(e.deepEqual),
		"Indirect":    v(indirect),
		"Select":      v(e.selectMirrors),
		"Swapper":     v(func(slice any) func(i, j int) { return reflect.Swapper(e.raw(slice)) }),
	}
}
