// Package reflect has the generic functions of package reflect.
package reflect

import "reflect"

// TypeFor is reflect.TypeFor.
func TypeFor[T any]() reflect.Type {
	return reflect.TypeOf((*T)(nil)).Elem()
}

// TypeAssert is reflect.TypeAssert.
func TypeAssert[T any](v reflect.Value) (T, bool) {
	x, ok := v.Interface().(T)
	return x, ok
}
