package ssa

import "reflect"

// A compiledMethod is a method of a compiled type.
type compiledMethod struct {
	receiver reflect.Type
	name     string
}

// methodOverrides are functions that are called in the place of compiled
// methods, with the receiver first: those that look inside values of any type,
// which may be interpreted ones.
func (e *Engine) methodOverrides() map[compiledMethod]reflect.Value {
	out := map[compiledMethod]reflect.Value{}
	for _, methods := range [][]any{e.jsonMethods(), e.logMethods(), e.gobMethods(), e.templateMethods(), e.atomicMethods(), e.unlockMethods()} {
		for i := 0; i < len(methods); i += 2 {
			f := reflect.ValueOf(methods[i+1])
			out[compiledMethod{f.Type().In(0), methods[i].(string)}] = f
		}
	}
	return out
}

// insteadOf returns what is called in the place of a method of a compiled
// value, as a func without the receiver.
func (e *Engine) insteadOf(rv reflect.Value, name string) (reflect.Value, bool) {
	f, ok := e.instead[compiledMethod{rv.Type(), name}]
	if !ok {
		return f, false
	}
	return reflect.MakeFunc(rv.MethodByName(name).Type(), func(args []reflect.Value) []reflect.Value {
		args = append([]reflect.Value{rv}, args...)
		if f.Type().IsVariadic() {
			return f.CallSlice(args)
		}
		return f.Call(args)
	}), true
}
