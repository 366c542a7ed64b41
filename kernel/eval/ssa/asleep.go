package ssa

import (
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"gradus/kernel/eval"
)

// sleepers count the goroutines of interpreted code, and those of them that
// wait for another one. When all wait, the cell will never end: a deadlock.
//
// The counts only raise a suspicion, as a goroutine that has been woken counts
// as asleep until it runs. What states the goroutines are in decides.
type sleepers struct {
	eng      *Engine
	alive    atomic.Int64
	asleep   atomic.Int64
	woken    atomic.Uint64
	watching atomic.Bool
	outside  outside
}

// suspicious is for how long all must seem to wait.
const suspicious = 10 * time.Millisecond

func (s *sleepers) begin() { s.alive.Add(1) }

func (s *sleepers) end() {
	s.alive.Add(-1)
	s.suspect()
}

// sleep notes that a goroutine waits until what it returns is called.
func (s *sleepers) sleep() (wake func()) {
	s.asleep.Add(1)
	s.suspect()
	return func() {
		s.asleep.Add(-1)
		s.woken.Add(1)
	}
}

func (s *sleepers) all() bool {
	n := s.alive.Load()
	return n > 0 && s.asleep.Load() >= n && !s.outside.mayWake()
}

func (s *sleepers) suspect() {
	if s.all() && s.watching.CompareAndSwap(false, true) {
		go s.watch()
	}
}

// watch ends the run when nothing moves any more.
func (s *sleepers) watch() {
	for pause := suspicious; s.all(); {
		before := s.woken.Load()
		time.Sleep(pause)
		if s.woken.Load() != before || !s.all() {
			continue
		}
		if r := s.eng.current.Load(); r.over.Load() {
			break
		} else if allWait() {
			r.end(r.deadlock())
			break
		}
		pause = min(2*pause, time.Second) // functions that compiled code called are still running
	}
	s.watching.Store(false)
	if r := s.eng.current.Load(); !r.over.Load() && r.stop.Load() == 0 {
		s.suspect() // somebody may have fallen asleep just now
	}
}

func (r *run) deadlock() *eval.Fatal {
	if r.mainGone.Load() {
		return &eval.Fatal{Message: "no goroutines (main called runtime.Goexit) - deadlock!"}
	}
	return &eval.Fatal{Message: "all goroutines are asleep - deadlock!"}
}

// allWait reports whether all goroutines of interpreted code, and those that
// wait in compiled code for them, really wait.
func allWait() bool {
	buf := make([]byte, 1<<18)
	n := runtime.Stack(buf, true)
	for n == len(buf) {
		buf = make([]byte, 2*len(buf))
		n = runtime.Stack(buf, true)
	}
	for goroutine := range strings.SplitSeq(string(buf[:n]), "\n\n") {
		head, calls, _ := strings.Cut(goroutine, "\n")
		_, state, _ := strings.Cut(head, "[")
		runs := busy(state)
		switch {
		case strings.Contains(calls, "/ssa.hot("):
			return false
		case strings.Contains(calls, "/ssa.(*thread).loop("):
			if runs || !strings.Contains(calls, "/ssa.(*run).wait(") {
				return false
			}
		case strings.Contains(calls, "/ssa.(*run).outOfLine") && runs:
			return false
		}
	}
	return true
}

// waitState is how Go calls the state of a goroutine that waits so.
func waitState(cases []reflect.SelectCase) string {
	switch {
	case len(cases) == 0:
		return "select (no cases)"
	case len(cases) > 1:
		return "select"
	case cases[0].Dir == reflect.SelectSend && cases[0].Chan.IsNil():
		return "chan send (nil chan)"
	case cases[0].Dir == reflect.SelectSend:
		return "chan send"
	case cases[0].Chan.IsNil():
		return "chan receive (nil chan)"
	}
	return "chan receive"
}

var timeType = reflect.TypeFor[time.Time]()

// ticks reports whether a timer may end the wait.
func ticks(cases []reflect.SelectCase) bool {
	for _, c := range cases {
		if c.Chan.Type().Elem() == timeType {
			return true
		}
	}
	return false
}
