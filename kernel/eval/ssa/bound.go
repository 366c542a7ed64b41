package ssa

import "reflect"

// A bound is a method with its receiver, for compiled code to call.
type bound struct {
	closure
	receiver ptr
}

// bound returns the method of that name.
func (b boxed) bound(method string) *bound {
	f, receiver := b.typ.eng.methodOf(b, &callSite{method: method})
	return &bound{closure{fn: f}, receiver}
}

// start makes the frame of a call. Arguments are to follow the receiver.
func (m *bound) start() ptr {
	fp := m.begin()
	*ptrAt(fp, firstArg) = m.receiver
	return fp
}

// assign sets the func at f, a pointer to one, to the method, if it has one of
// the types that sorting and numeric code call often.
func (m *bound) assign(f any) bool {
	c := &m.closure
	switch f := f.(type) {
	case *func() int:
		*f = func() int { return int(c.word(m.start(), firstArg+8)) }
	case *func() float64:
		*f = func() float64 { return c.float(m.start(), firstArg+8) }
	case *func() string:
		*f = func() string { return c.text(m.start(), firstArg+8) }
	case *func(int, int) bool:
		*f = func(i, j int) bool { return c.word(m.indices(i, j), firstArg+24) != 0 }
	case *func(int, int) float64:
		*f = func(i, j int) float64 { return c.float(m.indices(i, j), firstArg+24) }
	case *func(int, int):
		*f = func(i, j int) {
			fp := m.indices(i, j)
			c.run(fp)
			c.end(fp)
		}
	case *func(int) float64:
		*f = func(i int) float64 { return c.float(m.index(i), firstArg+16) }
	case *func(int) (float64, float64):
		*f = func(i int) (x, y float64) {
			fp := m.index(i)
			c.run(fp)
			x, y = *fltAt(fp, firstArg+16), *fltAt(fp, firstArg+24)
			c.end(fp)
			return x, y
		}
	default:
		return false
	}
	return true
}

func (m *bound) index(i int) ptr {
	fp := m.start()
	*intAt(fp, firstArg+8) = int64(i)
	return fp
}

func (m *bound) indices(i, j int) ptr {
	fp := m.index(i)
	*intAt(fp, firstArg+16) = int64(j)
	return fp
}

// method returns a method of b as a func of type rt.
func (b boxed) method(method string, rt reflect.Type) reflect.Value {
	f := reflect.New(rt)
	if m := b.bound(method); m.fn != nil && m.assign(f.Interface()) {
		return f.Elem()
	}
	return reflect.MakeFunc(rt, func(args []reflect.Value) []reflect.Value {
		out := b.call(method, args)
		for i, r := range out {
			out[i] = as(r, rt.Out(i))
		}
		return out
	})
}
