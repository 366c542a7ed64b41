package ssa

import (
	"reflect"

	"golang.org/x/tools/go/ssa"
)

// laterBuiltin is a deferred builtin, or one in a go statement: the arguments
// are evaluated now.
func (lw *lowering) laterBuiltin(c *ssa.CallCommon, b *ssa.Builtin) func(*thread, ptr) later {
	var args []place
	for _, a := range c.Args {
		args = append(args, lw.at(a))
	}
	name := b.Name()
	switch name {
	case "print", "println":
		return func(_ *thread, fp ptr) later {
			text := printed(name == "println", args, fp)
			return func(*panicking) { lw.eng.print(text) }
		}
	case "panic":
		x := args[0].off
		return func(_ *thread, fp ptr) later {
			v := *anyAt(fp, x)
			return func(*panicking) { panic(v) }
		}
	case "recover": // as if the deferring function called it
		return func(_ *thread, fp ptr) later { return func(*panicking) { recovered(fp) } }
	}
	do := map[string]func(v []reflect.Value){
		"clear":  func(v []reflect.Value) { v[0].Clear() },
		"close":  func(v []reflect.Value) { v[0].Close() },
		"copy":   func(v []reflect.Value) { reflect.Copy(v[0], v[1]) },
		"delete": func(v []reflect.Value) { v[0].SetMapIndex(as(v[1], v[0].Type().Key()), reflect.Value{}) },
	}[name]
	if do == nil {
		panic(unsupported("a deferred call of " + name))
	}
	return func(_ *thread, fp ptr) later {
		values := make([]reflect.Value, len(args))
		for i, a := range args {
			values[i] = a.typ.value(ptr(ptrAt(fp, a.off)))
		}
		return func(*panicking) { do(values) }
	}
}
