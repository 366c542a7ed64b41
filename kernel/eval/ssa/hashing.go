package ssa

// Go's runtime knows of a boxed value only the value's reflect type. What it
// can't compare, and can't hash as a map's key, is found out before, so that
// the panic names the type.

// checkComparison panics if w has the type of b, which can't be compared.
func (b boxed) checkComparison(w any) {
	if w, ok := w.(boxed); ok && w.typ == b.typ {
		panic(runtimeError("comparing uncomparable type " + typeName(b.typ.t)))
	}
}

// checkKey panics if the interface value v can't be a key of a map.
func checkKey(v any) {
	if b, ok := v.(boxed); ok && !b.typ.rt.Comparable() {
		panic(runtimeError("hash of unhashable type " + typeName(b.typ.t)))
	}
}
