package ssa

import (
	"hash/maphash"
	"reflect"
	"runtime"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// instances are generic functions that are compiled for some types: those that
// only compiled code can be, and some that are much faster so.
var instances = map[string][]reflect.Value{
	"hash/maphash.Comparable":      compiledFor(maphash.Comparable[any]),
	"hash/maphash.WriteComparable": compiledFor(maphash.WriteComparable[any]),
	"runtime.AddCleanup":           compiledFor(runtime.AddCleanup[byte, func()]),

	"slices.BinarySearch": compiledFor(slices.BinarySearch[[]int], slices.BinarySearch[[]float64], slices.BinarySearch[[]string]),
	"slices.Contains":     compiledFor(slices.Contains[[]int], slices.Contains[[]float64], slices.Contains[[]string]),
	"slices.Equal":        compiledFor(slices.Equal[[]int], slices.Equal[[]float64], slices.Equal[[]string]),
	"slices.Index":        compiledFor(slices.Index[[]int], slices.Index[[]float64], slices.Index[[]string]),
	"slices.Max":          compiledFor(slices.Max[[]int], slices.Max[[]float64], slices.Max[[]string]),
	"slices.Min":          compiledFor(slices.Min[[]int], slices.Min[[]float64], slices.Min[[]string]),
	"slices.Reverse":      compiledFor(slices.Reverse[[]int], slices.Reverse[[]float64], slices.Reverse[[]string]),
	"slices.Sort":         compiledFor(slices.Sort[[]int], slices.Sort[[]float64], slices.Sort[[]string]),
}

func compiledFor(functions ...any) (out []reflect.Value) {
	for _, f := range functions {
		out = append(out, reflect.ValueOf(f))
	}
	return out
}

// instance returns the compiled function that does what fn does, an instance of
// a generic function.
func (e *Engine) instance(fn *ssa.Function) (v reflect.Value, ok bool) {
	o := fn.Origin()
	if o == nil || o.Pkg == nil || fn.Signature.Recv() != nil {
		return v, false
	}
	candidates := instances[o.Pkg.Pkg.Path()+"."+o.Name()]
	if candidates == nil {
		return v, false
	}
	rt := e.types.of(fn.Signature).rt
	for _, c := range candidates {
		if c.Type() == rt {
			return c, true
		}
	}
	return v, false
}

// isCompiled reports whether calls of fn are calls of compiled code.
func (e *Engine) isCompiled(fn *ssa.Function) bool {
	if fn.Blocks == nil && e.declares(fn) == nil {
		return true
	}
	_, ok := e.instance(fn)
	return ok
}
