package ssa

import (
	"reflect"
	"unsafe"
)

// Compiled code calls a func value by jumping to its first word, with a
// register pointing at the object. A compiled closure that captures one
// pointer finds it in the second word. So an object with such code in front is
// a func value. The code depends on the kinds of parameters and results only;
// kinds for which there is none here go through reflect.MakeFunc, as all do
// where the start-up test fails.

// shape is how a signature's values are passed.
func (s *signature) shape() string {
	var b []byte
	one := func(t *typ) {
		switch {
		case t.mem == m64 && t.rt.Kind() == reflect.Float64:
			b = append(b, 'F')
		case t.mem == m64:
			b = append(b, 'W')
		case t.mem == mPtr:
			b = append(b, 'P')
		case t.mem == mString:
			b = append(b, 'S')
		case t.mem == mSlice:
			b = append(b, 'L')
		case t.mem == mS32:
			b = append(b, 'R')
		case t.mem == mF32:
			b = append(b, 'f')
		case t.rt.Kind() == reflect.Bool:
			b = append(b, 'B')
		default:
			b = append(b, '?')
		}
	}
	for _, t := range s.params {
		one(t)
	}
	b = append(b, '>')
	for _, t := range s.results {
		one(t)
	}
	return string(b)
}

// newTrampolines returns the code words, by shape.
func newTrampolines() map[string]uintptr {
	if !trampolinesWork() {
		return nil
	}
	return trampolines()
}

// firstArg is where a frame has its first argument.
const firstArg = contextOff + 8

// The results of calls from compiled code; the frame goes back.

func (c *closure) none(fp ptr) {
	c.run(fp)
	c.end(fp)
}

func (c *closure) word(fp ptr, at off) int64 {
	c.run(fp)
	r := *intAt(fp, at)
	c.end(fp)
	return r
}

func (c *closure) float(fp ptr, at off) float64 {
	c.run(fp)
	r := *fltAt(fp, at)
	c.end(fp)
	return r
}

func (c *closure) pointer(fp ptr, at off) ptr {
	c.run(fp)
	r := *ptrAt(fp, at)
	c.end(fp)
	return r
}

func (c *closure) slice(fp ptr, at off) slice {
	c.run(fp)
	r := *slcAt(fp, at)
	c.end(fp)
	return r
}

func (c *closure) text(fp ptr, at off) string {
	c.run(fp)
	r := *strAt(fp, at)
	c.end(fp)
	return r
}

// code returns the code word of the closures that make returns.
func code(make func(*closure) any) uintptr {
	f := make(&closure{})
	return *(*uintptr)(wordsOf(&f).data)
}

// trampolinesWork tests that a hand-made object is called as intended.
func trampolinesWork() bool {
	type object struct {
		code  uintptr
		self  *object
		calls int
	}
	make := func(o *object) any { return func(n int64) int64 { o.calls++; return n + int64(o.calls) } }
	f := make(&object{})
	o := &object{code: *(*uintptr)(wordsOf(&f).data), calls: 41}
	o.self = o
	p := unsafe.Pointer(o)
	return (*(*func(int64) int64)(ptr(&p)))(8) == 50 && o.calls == 42
}
