package ssa

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"

	"gradus/kernel/eval"
)

// A run is one run of a cell, and of the goroutines that it starts.
type run struct {
	eng         *Engine
	streams     eval.Streams
	stop        atomic.Uint32
	interrupted chan struct{}
	once        sync.Once

	overflow atomic.Int64 // the goroutine whose calls went too deep
	mainGone atomic.Bool  // the first goroutine has called runtime.Goexit
	over     atomic.Bool  // Run has returned
	output   sync.Mutex   // held while something is written

	mu    sync.Mutex
	cause error        // of the end
	calls []eval.Frame // of the goroutine whose stack overflows, innermost first
	stray *eval.Panic  // the first panic of a goroutine that nobody recovers
}

func newRun(e *Engine, s eval.Streams) *run {
	if s.Stdout == nil {
		s.Stdout = io.Discard
	}
	if s.Stderr == nil {
		s.Stderr = io.Discard
	}
	if s.Stdin == nil {
		s.Stdin = strings.NewReader("")
	}
	return &run{eng: e, streams: s, interrupted: make(chan struct{})}
}

// end stops the run's code.
func (r *run) end(cause error) {
	r.once.Do(func() {
		r.mu.Lock()
		r.cause = cause
		r.mu.Unlock()
		r.stop.Store(1)
		close(r.interrupted)
	})
}

func (r *run) endedBy() error {
	r.output.Lock() // what goroutines have written is there when Run returns
	defer r.output.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.cause.(*eval.StackOverflow); ok {
		return &eval.StackOverflow{Frames: untilRepeated(r.calls)}
	}
	return r.cause
}

// A cell is a compiled unit.
type cell struct {
	engine   *Engine
	entry    *function
	results  []result
	replaces map[*function]*function
	sources  []*sourcePackage
	finished *atomic.Bool // the results have been computed
}

type result struct {
	at  ptr
	typ *typ
}

// Run executes the cell once.
func (c *cell) Run(ctx context.Context, s eval.Streams) ([]any, error) {
	e := c.engine
	for before, now := range c.replaces {
		if before != now {
			before.replace(now)
		}
	}
	r := newRun(e, s)
	e.current.Store(r)
	e.dropThreads()
	e.debugger.begin()
	defer r.over.Store(true)
	defer heapRoom.claim()()
	done := make(chan error, 1)
	go func() { done <- e.guard(r, c) }()
	select {
	case err := <-done:
		return c.outcome(r, err)
	case <-ctx.Done():
		r.end(ctx.Err())
	case <-r.interrupted:
	}
	settle(done)
	return nil, r.endedBy()
}

// outcome makes Run's results of how the cell's own goroutine ended.
func (c *cell) outcome(r *run, err error) ([]any, error) {
	if cause := r.endedBy(); cause != nil {
		return nil, cause
	}
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	stray := r.stray
	r.mu.Unlock()
	if stray != nil {
		return nil, stray
	}
	if len(c.results) == 0 {
		return nil, nil
	}
	if !c.finished.Load() {
		return nil, nil
	}
	out := make([]any, len(c.results))
	for i, res := range c.results {
		out[i] = c.engine.shown(res.typ, res.at)
	}
	return out, nil
}

// guard runs the entry function and returns how it ended.
func (e *Engine) guard(r *run, c *cell) (err error) {
	e.sleepers.begin()
	defer e.sleepers.end()
	th := e.newThread(r)
	finished := false
	defer func() {
		if finished {
			return
		}
		v := recover()
		e.debugger.lost(th)
		if _, ok := v.(goexit); ok {
			e.caught(v, goroutineID())
			err = e.withoutMain(r)
		} else {
			err = e.failure(v, r)
		}
	}()
	th.initialise(c.sources)
	fp := th.take(c.entry)
	th.activate(fp, nil)
	finished = true
	return nil
}

// withoutMain waits for the end of the run of which the first goroutine called
// runtime.Goexit.
func (e *Engine) withoutMain(r *run) (err error) {
	defer func() { err = e.failure(recover(), r) }()
	r.mainGone.Store(true)
	r.wait(nil, true)
	return nil
}

// failure makes an error of a panic that nobody recovered.
func (e *Engine) failure(v any, r *run) error {
	p := e.caught(v, goroutineID())
	if f, ok := v.(fatal); ok {
		r.stopped(f.state, p.frames)
		return f.err
	}
	return e.reported(p)
}

// stopped tells a fatal end of the run where its code was.
func (r *run) stopped(state string, frames []eval.Frame) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if f, ok := r.cause.(*eval.Fatal); ok && len(frames) > 0 {
		f.State, f.Frames = state, frames
	}
}

// start runs f in a goroutine of the thread's run.
func (e *Engine) start(th *thread, f func()) {
	e.sleepers.begin()
	go e.begun(th.run, f)
}

func (e *Engine) begun(r *run, f func()) {
	defer e.sleepers.end()
	finished := false
	defer func() {
		if finished {
			return
		}
		v := recover()
		e.debugger.gone(goroutineID())
		if _, ok := v.(goexit); ok {
			return
		}
		if f, ok := v.(fatal); ok && f.err == errInterrupted {
			e.caught(v, goroutineID())
			return
		}
		r.strayed(e.failure(v, r))
	}()
	f()
	finished = true
}

// strayed reports how a goroutine ended that was not to end.
func (r *run) strayed(err error) {
	p, ok := err.(*eval.Panic)
	if !ok {
		if err != errInterrupted {
			r.end(err)
		}
		return
	}
	p.Goroutine = true
	r.mu.Lock()
	first := r.stray == nil && r.eng.current.Load() == r
	if first {
		r.stray = p
	}
	r.mu.Unlock()
	if first {
		r.end(p) // as Go ends the process
	} else {
		fmt.Fprintf(errorStream{r.eng}, "panic in a goroutine: %s\n", eval.PanicText(p.Value))
	}
}
