package yaegi

import (
	"reflect"
	"time"

	"github.com/traefik/yaegi/interp"

	"gradus/kernel/eval"
)

// runtimePath is the import path, and runtimeName the name, of the compiled
// functions that rewritten cells call.
const (
	runtimePath = "gradus/runtime"
	runtimeName = "runtime" + mark
)

// grace is how long an interrupted cell may go on in compiled code before the
// kernel stops waiting for it.
const grace = 2 * time.Second

// runtime returns the table of those functions, and replaces what would end
// the process.
func (e *Engine) runtime() interp.Exports {
	return interp.Exports{
		runtimePath + "/runtime": {
			"Run":       reflect.ValueOf(e.enter),
			"Result":    reflect.ValueOf(e.result),
			"Text":      reflect.ValueOf(e.textResult),
			"Bundle":    reflect.ValueOf(e.bundleResult),
			"Panic":     reflect.ValueOf(func(v any) { panic(v) }),
			"Ticket":    reflect.ValueOf(e.streams.ticket),
			"Recovered": reflect.ValueOf(e.recovered),
			"Enter":     reflect.ValueOf(e.streams.enter),
			"Leave":     reflect.ValueOf(func(int) { e.streams.leave() }),
		},
		"time/time": {
			"Sleep": reflect.ValueOf(e.sleep),
		},
		"os/os": {
			"Exit": reflect.ValueOf(e.exit),
		},
	}
}

// sleep is time.Sleep, but an interrupt wakes it.
func (e *Engine) sleep(d time.Duration) {
	var interrupted <-chan struct{}
	if r := e.currentRun(); r != nil {
		interrupted = r.interrupted
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-interrupted:
	}
}

// exit is os.Exit: the cell is over at once, its deferred calls are not made.
// The goroutine stays parked for ever, as nothing else keeps them from running.
func (e *Engine) exit(status int) {
	if r := e.currentRun(); r != nil {
		r.cancel(&eval.Exit{Status: status})
	}
	select {}
}

// enter runs the cell's entry function and tells when it is over.
func (e *Engine) enter(entry func()) {
	if r := e.currentRun(); r != nil && r.entered.CompareAndSwap(false, true) {
		defer close(r.done)
	}
	entry()
}

// waitFor waits until the cell's goroutine is done, but not for ever: compiled
// code that polls no context can't be stopped.
func (e *Engine) waitFor(r *run) {
	if !r.entered.Load() {
		return
	}
	select {
	case <-r.done:
	case <-time.After(grace):
	}
}

// result receives one of the cell's values.
func (e *Engine) result(v any) {
	if r := e.currentRun(); r != nil {
		r.values = append(r.values, v)
	}
}

// textResult receives a value whose interpreted type has a String or Error
// method, which only interpreted code can call.
func (e *Engine) textResult(v any, isError bool, text func() string) {
	if isNil(v) {
		e.result(v)
		return
	}
	if isError {
		e.result(errorValue{text()})
		return
	}
	e.result(textValue{text()})
}

// bundleResult receives a value whose interpreted type has a MIMEBundle method.
func (e *Engine) bundleResult(v any, bundle func() map[string]any) {
	if isNil(v) {
		e.result(v)
		return
	}
	e.result(bundleValue{bundle()})
}

func isNil(v any) bool {
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Invalid:
		return true
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func, reflect.Interface, reflect.Chan:
		return rv.IsNil()
	}
	return false
}

type textValue struct{ text string }

func (t textValue) String() string { return t.text }

type errorValue struct{ text string }

func (e errorValue) Error() string { return e.text }

type bundleValue struct{ bundle map[string]any }

func (b bundleValue) MIMEBundle() map[string]any { return b.bundle }
