package ssa

import (
	"math"
	"reflect"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/tools/go/ssa"
)

// outside is until when, in nanoseconds of Unix time, somebody may be woken by
// what is no goroutine of interpreted code: a timer, a signal, another process.
type outside struct{ until atomic.Int64 }

// late is by how much timers may be late, what they call included.
const late = time.Second

func (o *outside) mayWake() bool { return time.Now().UnixNano() < o.until.Load() }

// extend notes that somebody may be woken after d, and reports whether that is
// later than was known.
func (o *outside) extend(d time.Duration) bool {
	end := time.Now().Add(d).UnixNano()
	for {
		known := o.until.Load()
		if end <= known {
			return false
		}
		if o.until.CompareAndSwap(known, end) {
			return true
		}
	}
}

// wakesAfter notes that a timer goes off after d, and looks again then.
func (s *sleepers) wakesAfter(d time.Duration) {
	const years = 100 * 365 * 24 * time.Hour // Unix time in nanoseconds ends
	d = min(max(d, 0), years) + late
	if s.outside.extend(d) {
		time.AfterFunc(d, s.suspect)
	}
}

// wakingLater emits the note that the compiled function fn, which is called
// next, arranges for something that may wake a goroutine later on.
func (lw *lowering) wakingLater(fn *ssa.Function, call *compiledCall) {
	s := &lw.eng.sleepers
	switch {
	case wakesAnyTime(fn):
		lw.slow(func(ptr) { s.outside.until.Store(math.MaxInt64) })
	case setsTimer(fn):
		for _, p := range call.from {
			switch p.typ.rt {
			case reflect.TypeFor[time.Duration]():
				lw.slow(func(fp ptr) { s.wakesAfter(time.Duration(*intAt(fp, p.off))) })
			case timeType:
				lw.slow(func(fp ptr) { s.wakesAfter(time.Until(*(*time.Time)(ptr(ptrAt(fp, p.off))))) })
			}
		}
	}
}

// setsTimer reports whether fn takes the time after which, or at which, it does
// something. Who receives from a timer's channel does not count as asleep.
func setsTimer(fn *ssa.Function) bool {
	if fn.Pkg == nil {
		return false
	}
	switch path, name := fn.Pkg.Pkg.Path(), fn.Name(); path {
	case "time":
		return name == "AfterFunc" || name == "Reset"
	case "context":
		return strings.HasPrefix(name, "WithTimeout") || strings.HasPrefix(name, "WithDeadline")
	}
	return false
}

// wakesAnyTime reports whether goroutines of compiled code may call interpreted
// code, or send to it, from the call of fn on. A goroutine that waits within a
// call of compiled code, for the network say, does not count as asleep.
func wakesAnyTime(fn *ssa.Function) bool {
	if fn.Pkg == nil {
		return false
	}
	switch path, name := fn.Pkg.Pkg.Path(), fn.Name(); path {
	case "os/signal":
		return strings.HasPrefix(name, "Notify")
	case "os/exec":
		return name == "Start"
	case "net/http/httptest":
		return strings.HasPrefix(name, "New") || strings.HasPrefix(name, "Start")
	case "net/rpc":
		return true
	}
	return false
}
