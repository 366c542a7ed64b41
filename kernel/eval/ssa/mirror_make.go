package ssa

import "reflect"

func (e *Engine) zeroOf(t reflect.Type) mirrorValue {
	if t == nil {
		panic("reflect: Zero(nil)")
	}
	return mirrorValue{e, t, reflect.New(layoutOf(t)).Elem(), 0}
}

func (e *Engine) newOf(t reflect.Type) mirrorValue {
	if t == nil {
		panic("reflect: New(nil)")
	}
	return e.hold(e.pointerTo(t), reflect.New(layoutOf(t)), 0)
}

// at is reflect.NewAt.
func (e *Engine) at(t reflect.Type, p ptr) mirrorValue {
	return e.hold(e.pointerTo(t), reflect.NewAt(layoutOf(t), p), 0)
}

func (e *Engine) makeSliceOf(t reflect.Type, length, capacity int) mirrorValue {
	return e.hold(t, reflect.MakeSlice(layoutOf(t), length, capacity), 0)
}

func (e *Engine) sliceAt(t reflect.Type, p ptr, n int) mirrorValue {
	return e.hold(e.sliceOf(t), reflect.SliceAt(layoutOf(t), p, n), 0)
}

func (e *Engine) makeMapOf(t reflect.Type, n int) mirrorValue {
	return e.hold(t, reflect.MakeMapWithSize(layoutOf(t), n), 0)
}

func (e *Engine) makeChanOf(t reflect.Type, buffer int) mirrorValue {
	if t.Kind() != reflect.Chan {
		panic("reflect.MakeChan of non-chan type")
	}
	return e.hold(t, reflect.MakeChan(layoutOf(t), buffer), 0)
}

// makeFuncOf is reflect.MakeFunc: f gets and returns Values of a cell.
func (e *Engine) makeFuncOf(t reflect.Type, f func([]mirrorValue) []mirrorValue) mirrorValue {
	if t.Kind() != reflect.Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	rt := layoutOf(t)
	return e.hold(t, reflect.MakeFunc(rt, func(args []reflect.Value) []reflect.Value {
		in := make([]mirrorValue, len(args))
		for i, a := range args {
			in[i] = e.hold(t.In(i), a, 0)
		}
		results := f(in)
		if len(results) != rt.NumOut() {
			panic("reflect: wrong return count from function created by MakeFunc")
		}
		out := make([]reflect.Value, len(results))
		for i, r := range results {
			if !r.IsValid() {
				panic("reflect: function created by MakeFunc using closure returned zero Value")
			}
			if r.sticky() != 0 {
				panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
			}
			out[i] = as(r.assigned("reflect.MakeFunc", t.Out(i)), rt.Out(i))
		}
		return out
	}), 0)
}
