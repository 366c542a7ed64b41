package ssa

import (
	"iter"
	"reflect"
)

// Seq returns what "for x := range v" goes over.
func (v mirrorValue) Seq() iter.Seq[mirrorValue] {
	if v.t != nil && v.Kind() == reflect.Func && v.t.CanSeq() {
		return func(yield func(mirrorValue) bool) {
			v.rangeFunc(func(in []mirrorValue) bool { return yield(in[0]) })
		}
	}
	switch k := v.Kind(); {
	case v.v.CanInt():
		return func(yield func(mirrorValue) bool) {
			for i := range v.Int() {
				if !yield(v.e.hold(v.t, reflect.ValueOf(i).Convert(layoutOf(v.t)), 0)) {
					return
				}
			}
		}
	case v.v.CanUint():
		return func(yield func(mirrorValue) bool) {
			for i := range v.Uint() {
				if !yield(v.e.hold(v.t, reflect.ValueOf(i).Convert(layoutOf(v.t)), 0)) {
					return
				}
			}
		}
	case k == reflect.Map || k == reflect.Array || k == reflect.Slice || k == reflect.String || v.pointsToArray():
		return func(yield func(mirrorValue) bool) {
			for i := range v.Seq2() {
				if !yield(i) {
					return
				}
			}
		}
	case k == reflect.Chan:
		return func(yield func(mirrorValue) bool) {
			for x, ok := v.Recv(); ok; x, ok = v.Recv() {
				if !yield(x) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
}

// Seq2 returns what "for x, y := range v" goes over.
func (v mirrorValue) Seq2() iter.Seq2[mirrorValue, mirrorValue] {
	if v.t != nil && v.Kind() == reflect.Func && v.t.CanSeq2() {
		return func(yield func(x, y mirrorValue) bool) {
			v.rangeFunc(func(in []mirrorValue) bool { return yield(in[0], in[1]) })
		}
	}
	switch k := v.Kind(); {
	case k == reflect.Map:
		return func(yield func(x, y mirrorValue) bool) {
			for i := v.MapRange(); i.Next(); {
				if !yield(i.Key(), i.Value()) {
					return
				}
			}
		}
	case k == reflect.String:
		return func(yield func(x, y mirrorValue) bool) {
			for i, r := range v.String() {
				if !yield(v.e.valueOf(i), v.e.valueOf(r)) {
					return
				}
			}
		}
	case k == reflect.Array || k == reflect.Slice || v.pointsToArray():
		return func(yield func(x, y mirrorValue) bool) {
			list := indirect(v)
			for i := range list.Len() {
				if !yield(v.e.valueOf(i), list.Index(i)) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
}

func (v mirrorValue) pointsToArray() bool {
	return v.Kind() == reflect.Pointer && v.t.Elem().Kind() == reflect.Array
}

// rangeFunc calls the iterator v.
func (v mirrorValue) rangeFunc(yield func([]mirrorValue) bool) {
	f := v.e.makeFuncOf(v.t.In(0), func(in []mirrorValue) []mirrorValue {
		return []mirrorValue{v.e.valueOf(yield(in))}
	})
	v.Call([]mirrorValue{f})
}
