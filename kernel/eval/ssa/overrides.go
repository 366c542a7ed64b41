package ssa

import (
	"errors"
	"io"
	"log"
	"reflect"
	"sort"
	"time"

	"gradus/kernel/eval"
)

// overrides replaces compiled functions that would write elsewhere than to the
// cell's streams, end the process, or look at the types of interpreted values.
func (e *Engine) overrides() Exports {
	logger := log.New(errorStream{e}, "", log.LstdFlags)
	v := reflect.ValueOf
	return Exports{
		"fmt/fmt": e.printers(),
		"log/log": {
			"Print": v(logger.Print), "Printf": v(logger.Printf), "Println": v(logger.Println),
			"Panic": v(logger.Panic), "Panicf": v(logger.Panicf), "Panicln": v(logger.Panicln),
			"SetFlags": v(logger.SetFlags), "SetPrefix": v(logger.SetPrefix), "SetOutput": v(logger.SetOutput),
			"Flags": v(logger.Flags), "Prefix": v(logger.Prefix), "Writer": v(logger.Writer), "Default": v(func() *log.Logger { return logger }),
			"Fatal":   v(func(a ...any) { logger.Print(a...); e.exit(1) }),
			"Fatalf":  v(func(f string, a ...any) { logger.Printf(f, a...); e.exit(1) }),
			"Fatalln": v(func(a ...any) { logger.Println(a...); e.exit(1) }),
		},
		"os/os":           {"Exit": v(e.exit)},
		"runtime/runtime": {"Goexit": v(func() { panic(goexit{}) })},
		"time/time":       {"Sleep": v(e.sleep)},
		"sort/sort": {
			"Slice":         v(func(x any, less func(i, j int) bool) { sort.Slice(e.raw(x), less) }),
			"SliceStable":   v(func(x any, less func(i, j int) bool) { sort.SliceStable(e.raw(x), less) }),
			"SliceIsSorted": v(func(x any, less func(i, j int) bool) bool { return sort.SliceIsSorted(e.raw(x), less) }),
		},
		"errors/errors":      {"As": v(e.errorsAs)},
		"encoding/json/json": e.jsonFunctions(),
		"reflect/reflect":    e.mirrors(),
	}
}

func (e *Engine) raws(list []any) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = e.raw(v)
	}
	return out
}

// exit is os.Exit: the cell is over, its deferred calls are not made.
func (e *Engine) exit(status int) {
	err := &eval.Exit{Status: status}
	e.current.Load().end(err)
	panic(fatal{err: err})
}

// sleep is time.Sleep, but an interrupt wakes it.
func (e *Engine) sleep(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-e.current.Load().interrupted:
	}
}

// errorsAs is errors.As for targets of interpreted types too.
func (e *Engine) errorsAs(err error, target any) bool {
	b, ok := e.unwrap(target).(boxed)
	if !ok {
		return errors.As(err, target)
	}
	elem := elemOf(b.typ.t)
	if elem == nil {
		panic("errors: target must be a non-nil pointer")
	}
	t := e.lockedType(elem)
	p := reflect.ValueOf(b.v).UnsafePointer()
	return e.findError(err, t, p)
}

// findError stores the first error of err's tree that has type t at p.
func (e *Engine) findError(err error, t *typ, p ptr) bool {
	if err == nil {
		return false
	}
	v := e.unwrap(err)
	if t.class == cIface {
		if e.implements(v, t) {
			t.store(p, ptr(&v))
			return true
		}
	} else {
		reg := reflect.New(registerType(t)).UnsafePointer()
		if t.fromAny(reg, v) {
			t.store(p, reg)
			return true
		}
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, inner := range many.Unwrap() {
			if e.findError(inner, t, p) {
				return true
			}
		}
		return false
	}
	return e.findError(errors.Unwrap(err), t, p)
}

// A stream writes to the standard output of the cell that runs, or ran last.
type stream struct{ eng *Engine }

func (s stream) Write(p []byte) (int, error) {
	r := s.eng.current.Load()
	return r.write(r.streams.Stdout, p)
}

// An errorStream writes to its standard error.
type errorStream struct{ eng *Engine }

func (s errorStream) Write(p []byte) (int, error) {
	r := s.eng.current.Load()
	return r.write(r.streams.Stderr, p)
}

// write lets one goroutine write at a time.
func (r *run) write(w io.Writer, p []byte) (int, error) {
	r.output.Lock()
	defer r.output.Unlock()
	if r.overflow.Load() {
		return 0, errStackOverflow // what fmt makes of that panic
	}
	return w.Write(p)
}

func (e *Engine) stderr() io.Writer { return errorStream{e} }
func (e *Engine) stdin() io.Reader  { return e.current.Load().streams.Stdin }
