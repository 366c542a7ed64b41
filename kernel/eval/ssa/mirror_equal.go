package ssa

import "reflect"

// deepEqual is reflect.DeepEqual.
func (e *Engine) deepEqual(x, y any) bool {
	return deeplyEqual(e.valueOf(x), e.valueOf(y), map[comparison]bool{})
}

// A comparison is one that is under way or done.
type comparison struct {
	a, b ptr
	t    reflect.Type
}

func deeplyEqual(x, y mirrorValue, seen map[comparison]bool) bool {
	if !x.IsValid() || !y.IsValid() {
		return x.IsValid() == y.IsValid()
	}
	if x.t != y.t {
		return false
	}
	k := x.Kind()
	switch k {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		if x.IsNil() || y.IsNil() {
			return x.IsNil() == y.IsNil()
		}
		if k != reflect.Pointer && x.Len() != y.Len() {
			return false
		}
		a, b := x.v.UnsafePointer(), y.v.UnsafePointer()
		if a == b {
			return true
		}
		if c := (comparison{a, b, x.t}); k != reflect.Slice || x.Len() > 0 {
			if seen[c] || seen[comparison{b, a, x.t}] {
				return true
			}
			seen[c] = true
		}
	case reflect.Interface:
		if x.IsNil() || y.IsNil() {
			return x.IsNil() == y.IsNil()
		}
	case reflect.Func:
		return x.IsNil() && y.IsNil()
	}
	if t := layoutOf(x.t); k == reflect.Slice && scalar(t.Elem()) || k == reflect.Array && scalar(t.Elem()) || scalar(t) {
		return reflect.DeepEqual(x.v.Interface(), y.v.Interface())
	}
	switch k {
	case reflect.Pointer, reflect.Interface:
		return deeplyEqual(x.Elem(), y.Elem(), seen)
	case reflect.Slice, reflect.Array:
		for i := range x.Len() {
			if !deeplyEqual(x.Index(i), y.Index(i), seen) {
				return false
			}
		}
	case reflect.Struct:
		for i := range x.NumField() {
			if !deeplyEqual(x.Field(i), y.Field(i), seen) {
				return false
			}
		}
	case reflect.Map:
		for i := x.MapRange(); i.Next(); {
			other := y.MapIndex(i.Key())
			if !other.IsValid() || !deeplyEqual(i.Value(), other, seen) {
				return false
			}
		}
	default: // a channel
		return x.v.Interface() == y.v.Interface()
	}
	return true
}

// scalar reports whether values of the type are numbers, strings or bools.
func scalar(t reflect.Type) bool {
	k := t.Kind()
	return k >= reflect.Bool && k <= reflect.Complex128 || k == reflect.String
}
