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

// firstArg and secondArg are where a frame has arguments of one word.
const (
	firstArg  = contextOff + 8
	secondArg = contextOff + 16
)

// call runs c and hands the frame to read, for the result behind n words of
// arguments.
func call[R any](c *closure, fp ptr, result off) R {
	c.run(fp)
	r := *at[R](fp, result)
	c.end(fp)
	return r
}

// newTrampolines returns the code words, by shape.
func newTrampolines() map[string]uintptr {
	m := map[string]uintptr{
		">": code(func(c *closure) any { return func() { fp := c.begin(); c.run(fp); c.end(fp) } }),
		">W": code(func(c *closure) any {
			return func() int64 { return call[int64](c, c.begin(), firstArg) }
		}),
		">P": code(func(c *closure) any {
			return func() ptr { return call[ptr](c, c.begin(), firstArg) }
		}),
		">S": code(func(c *closure) any {
			return func() string { return call[string](c, c.begin(), firstArg) }
		}),
		"W>": code(func(c *closure) any {
			return func(a int64) { fp := c.begin(); *intAt(fp, firstArg) = a; c.run(fp); c.end(fp) }
		}),
		"P>": code(func(c *closure) any {
			return func(a ptr) { fp := c.begin(); *ptrAt(fp, firstArg) = a; c.run(fp); c.end(fp) }
		}),
		"F>F": code(func(c *closure) any {
			return func(a float64) float64 {
				fp := c.begin()
				*fltAt(fp, firstArg) = a
				return call[float64](c, fp, secondArg)
			}
		}),
		"W>W": code(func(c *closure) any {
			return func(a int64) int64 { fp := c.begin(); *intAt(fp, firstArg) = a; return call[int64](c, fp, secondArg) }
		}),
		"P>P": code(func(c *closure) any {
			return func(a ptr) ptr { fp := c.begin(); *ptrAt(fp, firstArg) = a; return call[ptr](c, fp, secondArg) }
		}),
		"P>F": code(func(c *closure) any {
			return func(a ptr) float64 {
				fp := c.begin()
				*ptrAt(fp, firstArg) = a
				return call[float64](c, fp, secondArg)
			}
		}),
		"FF>F": code(func(c *closure) any {
			return func(a, b float64) float64 {
				fp := c.begin()
				*fltAt(fp, firstArg), *fltAt(fp, secondArg) = a, b
				return call[float64](c, fp, secondArg+8)
			}
		}),
		"WW>W": code(func(c *closure) any {
			return func(a, b int64) int64 {
				fp := c.begin()
				*intAt(fp, firstArg), *intAt(fp, secondArg) = a, b
				return call[int64](c, fp, secondArg+8)
			}
		}),
		"PP>P": code(func(c *closure) any {
			return func(a, b ptr) ptr {
				fp := c.begin()
				*ptrAt(fp, firstArg), *ptrAt(fp, secondArg) = a, b
				return call[ptr](c, fp, secondArg+8)
			}
		}),
		"WW>B": code(func(c *closure) any {
			return func(a, b int64) bool {
				fp := c.begin()
				*intAt(fp, firstArg), *intAt(fp, secondArg) = a, b
				return call[int64](c, fp, secondArg+8) != 0
			}
		}),
		"W>B": code(func(c *closure) any {
			return func(a int64) bool {
				fp := c.begin()
				*intAt(fp, firstArg) = a
				return call[int64](c, fp, secondArg) != 0
			}
		}),
		"S>S": code(func(c *closure) any {
			return func(a string) string {
				fp := c.begin()
				*strAt(fp, firstArg) = a
				return call[string](c, fp, firstArg+16)
			}
		}),
	}
	if !trampolinesWork() {
		clear(m)
	}
	return m
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
