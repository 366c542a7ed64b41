package ssa

import "reflect"

// maps works on maps without reflection: m is the map, k and v are registers.
type maps struct {
	get func(m, k, v ptr) bool
	set func(m, k, v ptr)
}

// mapsOf returns the operations for a type of map, or nil. They use the map as
// one of another type of the same shape: keys that are hashed alike, elements
// of the same size with pointers in the same places.
func mapsOf(rt reflect.Type) *maps {
	switch rt.Key().Kind() {
	case reflect.String:
		return mapsFrom[string](rt.Elem(), same[string])
	case reflect.Int, reflect.Int64, reflect.Uint, reflect.Uint64, reflect.Uintptr:
		return mapsFrom[int64](rt.Elem(), same[int64])
	case reflect.Int32:
		return mapsFrom[int32](rt.Elem(), func(r ptr) int32 { return int32(*(*int64)(r)) })
	case reflect.Uint8:
		return mapsFrom[uint8](rt.Elem(), func(r ptr) uint8 { return uint8(*(*int64)(r)) })
	case reflect.Pointer, reflect.Chan, reflect.UnsafePointer:
		return mapsFrom[*byte](rt.Elem(), same[*byte])
	}
	return nil
}

// same is the value in a register that has it as memory does.
func same[T any](r ptr) T { return *(*T)(r) }

func keep[T any](r ptr, v T) { *(*T)(r) = v }

func mapsFrom[K comparable](elem reflect.Type, key func(ptr) K) *maps {
	switch elem.Kind() {
	case reflect.Int, reflect.Int64, reflect.Uint, reflect.Uint64, reflect.Uintptr, reflect.Float64:
		return operations(key, same[int64], keep[int64])
	case reflect.String:
		return operations(key, same[string], keep[string])
	case reflect.Slice:
		return operations(key, same[[]byte], keep[[]byte])
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return operations(key, same[*byte], keep[*byte])
	case reflect.Bool:
		return operations(key, func(r ptr) bool { return *(*int64)(r) != 0 }, func(r ptr, v bool) { *(*int64)(r) = boolWord(v) })
	}
	return nil
}

func operations[K comparable, V any](key func(ptr) K, load func(ptr) V, store func(ptr, V)) *maps {
	return &maps{
		get: func(m, k, v ptr) bool {
			x, ok := (*(*map[K]V)(ptr(&m)))[key(k)]
			store(v, x)
			return ok
		},
		set: func(m, k, v ptr) { (*(*map[K]V)(ptr(&m)))[key(k)] = load(v) },
	}
}

// iterated returns what puts the key, or the value, of a range over a map into
// a register of type t; set does it in place where the map has that very type.
func iterated(t *typ, rt reflect.Type, set func(v reflect.Value, iter *reflect.MapIter), get func(*reflect.MapIter) reflect.Value) func(reg ptr, iter *reflect.MapIter) {
	if t == nil {
		return func(ptr, *reflect.MapIter) {}
	}
	if t.mem != mAny && t.sameInRegister() && t.rt == rt {
		return func(reg ptr, iter *reflect.MapIter) { set(reflect.NewAt(t.rt, reg).Elem(), iter) }
	}
	return func(reg ptr, iter *reflect.MapIter) { t.set(reg, get(iter)) }
}
