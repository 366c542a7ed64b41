package ssa

import (
	"io"
	"reflect"
	"sort"
	"time"

	"gradus/kernel/eval"
)

// overrides replaces compiled functions that would write elsewhere than to the
// cell's streams, end the process, or look at the types of interpreted values.
func (e *Engine) overrides() map[string]map[string]reflect.Value {
	v := reflect.ValueOf
	return map[string]map[string]reflect.Value{
		"fmt/fmt":         e.printers(),
		"log/log":         e.logFunctions(),
		"os/os":           {"Exit": v(e.exit)},
		"runtime/runtime": {"Goexit": v(func() { panic(goexit{}) })},
		"time/time":       {"Sleep": v(e.sleep)},
		"sort/sort": {
			"Slice":         v(func(x any, less func(i, j int) bool) { sort.Slice(e.raw(x), less) }),
			"SliceStable":   v(func(x any, less func(i, j int) bool) { sort.SliceStable(e.raw(x), less) }),
			"SliceIsSorted": v(func(x any, less func(i, j int) bool) bool { return sort.SliceIsSorted(e.raw(x), less) }),
		},
		"errors/errors":          {"As": v(e.errorsAs), "Is": v(e.errorsIs)},
		"context/context":        {"WithValue": v(e.contextWithValue)},
		"encoding/json/json":     e.jsonFunctions(),
		"encoding/binary/binary": e.binaryFunctions(),
		"encoding/asn1/asn1":     e.asn1Functions(),
		"encoding/gob/gob":       e.gobFunctions(),
		"reflect/reflect":        e.mirrors(),
	}
}

// exit is os.Exit: the cell is over, its deferred calls are not made.
func (e *Engine) exit(status int) {
	err := &eval.Exit{Status: status}
	e.current.Load().end(err)
	panic(fatal{err: err})
}

// sleep is time.Sleep, called by compiled code or deferred.
func (e *Engine) sleep(d time.Duration) { e.current.Load().sleep(d) }

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
	if r.overflow.Load() != 0 {
		return 0, &eval.StackOverflow{} // what fmt makes of that panic
	}
	return w.Write(p)
}

func (e *Engine) stderr() io.Writer { return errorStream{e} }
func (e *Engine) stdin() io.Reader  { return e.current.Load().streams.Stdin }
