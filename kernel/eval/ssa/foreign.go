package ssa

import (
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// lost notes that a thread is not used again, as its code panics, and reports
// whether the panic would end the process: in a goroutine that compiled code
// started (as sync.WaitGroup.Go and time.AfterFunc do) there is nobody to
// recover it, unless one of the compiled functions on the way is known to.
func (e *Engine) lost() bool {
	e.reentries.Add(-1)
	return endsProcess()
}

// leave ends such a goroutine, of which v has been recovered.
func (e *Engine) leave(v any) {
	r := e.current.Load()
	if _, ok := v.(goexit); !ok {
		r.strayed(e.failure(v, r))
	}
	runtime.Goexit() // makes the deferred calls of the compiled functions
}

// recovering are the packages whose functions recover panics of functions that
// they were given.
var recovering = []string{"fmt", "net/http", "text/template", "html/template", "encoding/json", "encoding/xml", "encoding/gob", "log/slog"}

// recovers reports whether fn is of one of those packages.
func recovers(fn *ssa.Function) bool {
	p := declaredIn(fn)
	return p != nil && slices.Contains(recovering, p.Path())
}

// endsProcess reports whether nothing would recover a panic of this goroutine.
func endsProcess() bool {
	pcs := make([]uintptr, 256)
	for skip := 2; ; skip += len(pcs) {
		n := runtime.Callers(skip, pcs)
		if n == 0 {
			return true
		}
		frames := runtime.CallersFrames(pcs[:n])
		for more := true; more; {
			var f runtime.Frame
			f, more = frames.Next()
			if strings.HasSuffix(f.Function, "/ssa.(*Engine).guard") || strings.HasSuffix(f.Function, "/ssa.(*Engine).begun") {
				return false
			}
			for _, pkg := range recovering {
				if strings.HasPrefix(f.Function, pkg+".") {
					return false
				}
			}
		}
	}
}
