package ssa

import "reflect"

// Call calls the function v.
func (v mirrorValue) Call(in []mirrorValue) []mirrorValue { return v.called("Call", in) }

// CallSlice calls a variadic function with its slice.
func (v mirrorValue) CallSlice(in []mirrorValue) []mirrorValue { return v.called("CallSlice", in) }

func (v mirrorValue) called(op string, in []mirrorValue) []mirrorValue {
	v.must(op, reflect.Func)
	v.mustShow("reflect.Value." + op)
	if v.v.IsNil() {
		panic("reflect.Value.Call: call of nil function")
	}
	v.checkCount(op, len(in))
	args := make([]reflect.Value, len(in))
	for i, x := range in {
		if !x.IsValid() {
			panic("reflect: " + op + " using zero Value argument")
		}
		args[i] = v.argument(op, i, x)
	}
	call := v.v.Call
	if op == "CallSlice" {
		call = v.v.CallSlice
	}
	results := call(args)
	out := make([]mirrorValue, len(results))
	for i, r := range results {
		out[i] = v.e.hold(v.t.Out(i), r, 0)
	}
	return out
}

func (v mirrorValue) checkCount(op string, n int) {
	want, open := v.t.NumIn(), false
	if op == "CallSlice" {
		if !v.t.IsVariadic() {
			panic("reflect: CallSlice of non-variadic function")
		}
	} else if open = v.t.IsVariadic(); open {
		want--
	}
	if n < want {
		panic("reflect: " + op + " with too few input arguments")
	}
	if n > want && !open {
		panic("reflect: " + op + " with too many input arguments")
	}
}

// argument returns x as the i-th argument.
func (v mirrorValue) argument(op string, i int, x mirrorValue) reflect.Value {
	x.mustShow("reflect.Value." + op)
	rt := v.v.Type()
	if last := rt.NumIn() - 1; op == "Call" && rt.IsVariadic() && i >= last {
		t := v.t.In(last).Elem()
		if !v.e.assignable(x.t, t) {
			panic("reflect: cannot use " + x.t.String() + " as type " + t.String() + " in " + op)
		}
		return x.passed(t, rt.In(last).Elem())
	}
	t := v.t.In(i)
	if !v.e.assignable(x.t, t) {
		panic("reflect: " + op + " using " + x.t.String() + " as type " + t.String())
	}
	return x.passed(t, rt.In(i))
}

// passed returns v as an argument of type t, whose layout is rt.
func (v mirrorValue) passed(t, rt reflect.Type) reflect.Value {
	arg := as(v.assigned("reflect.Value.Call", t), rt)
	if rt == anyType {
		x := v.e.dressed(arg.Interface())
		return reflect.ValueOf(&x).Elem()
	}
	return arg
}
