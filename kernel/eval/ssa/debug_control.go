package ssa

import (
	"cmp"
	"errors"
	"slices"

	"gradus/kernel/eval"
)

// A task is a goroutine in functions compiled for debugging.
type task struct {
	id      int64
	threads []*thread // one inside the other, where compiled code has called back
	stop    *stop     // where it is stopped, or nil
	pc      ptr       // of the innermost call, at a panic
}

// A step says when the goroutine that makes it is to stop again.
type step struct {
	kind   eval.Step
	task   int64
	depth  int   // calls when the step began
	serial int64 // the innermost of them
	line   int
}

// enter notes that the goroutine of a thread is at work.
func (d *debugger) enter(th *thread) {
	id := th.goroutine()
	d.mu.Lock()
	defer d.mu.Unlock()
	t := d.tasks[id]
	if t == nil {
		t = &task{id: id}
		d.tasks[id] = t
	}
	t.threads = append(t.threads, th)
	th.task = t
}

func (d *debugger) leave(th *thread) {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := th.task
	th.task = nil
	t.threads = slices.DeleteFunc(t.threads, func(x *thread) bool { return x == th })
	if len(t.threads) == 0 {
		delete(d.tasks, t.id)
	}
}

// lost notes that a panic has ended what a thread, or a whole goroutine, did.
func (d *debugger) lost(th *thread) {
	if th.task != nil {
		d.leave(th)
	}
}

func (d *debugger) gone(id int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.tasks, id)
}

// begin forgets a step that the end of a cell has overtaken.
func (d *debugger) begin() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.halt == nil {
		d.step = nil
		d.heed()
	}
}

// heed has goroutines ask at each stop, or not.
func (d *debugger) heed() {
	if d.pausing || d.step != nil || d.halt != nil {
		d.attention.Store(1)
	} else {
		d.attention.Store(0)
	}
}

// arrive decides whether a goroutine that is at s stops, and waits if so.
func (d *debugger) arrive(fp ptr, s *stop) {
	th := head(fp).th
	b := s.wanted.Load()
	hit := b != nil && (b.Condition == nil || b.Condition(d.frame(fp, nil)))
	d.mu.Lock()
	for d.halt != nil { // another has stopped
		d.wait(th, s)
	}
	var reason eval.StopReason
	switch t := th.task; {
	case d.stopped == nil:
	case hit:
		reason = eval.AtBreakpoint
	case d.pausing:
		reason = eval.AfterPause
	case d.step != nil && d.step.task == t.id && d.step.ends(t, s):
		reason = eval.AfterStep
	}
	if reason == "" {
		d.mu.Unlock()
		return
	}
	d.stopAll(th, s, eval.Stop{Reason: reason, Goroutine: th.task.id, Position: s.position})
}

// ends reports whether the step is over when its goroutine has come to s.
func (st *step) ends(t *task, s *stop) bool {
	depth, serial := t.depth()
	switch {
	case depth < st.depth:
		return true
	case st.kind == eval.StepOut:
		return false
	case serial == st.serial:
		return s.position.Line != st.line
	}
	return st.kind == eval.StepIn
}

// stopAll stops all goroutines, th at s, until they are resumed. It unlocks d.
func (d *debugger) stopAll(th *thread, s *stop, why eval.Stop) {
	d.halt, d.step, d.pausing = make(chan struct{}), nil, false
	d.heed()
	halt, stopped := d.halt, d.stopped
	th.task.stop = s
	d.mu.Unlock()
	stopped(why)
	d.mu.Lock()
	if d.halt == halt { // else the listener has resumed
		d.wait(th, s)
	}
	th.task.stop = nil
	d.mu.Unlock()
}

// wait stops th's goroutine at s until all are resumed, or the goroutine's run
// is interrupted, which resumes the others. It is called and returns with d
// locked.
func (d *debugger) wait(th *thread, s *stop) {
	halt, t := d.halt, th.task
	t.stop = s
	d.mu.Unlock()
	ended := false
	select {
	case <-halt:
	case <-th.run.interrupted:
		ended = true
	}
	d.mu.Lock()
	t.stop = nil
	if ended {
		if d.halt == halt {
			d.release(nil)
		}
		d.mu.Unlock()
		panic(fatal{err: errInterrupted})
	}
}

// release lets all goroutines go on, one of them by a step.
func (d *debugger) release(s *step) {
	d.step = s
	if d.halt != nil {
		close(d.halt)
		d.halt = nil
	}
	d.heed()
}

// Pause stops at the next statement.
func (e *Engine) Pause() {
	d := e.debugger
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.halt == nil && d.stopped != nil {
		d.pausing = true
		d.heed()
	}
}

// Resume lets all goroutines go on.
func (e *Engine) Resume(goroutine int64, kind eval.Step) error {
	d := e.debugger
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.halt == nil {
		return errors.New("nothing is stopped: resume after a breakpoint, a step or a pause")
	}
	if kind == eval.Continue {
		d.release(nil)
		return nil
	}
	t, err := d.stoppedTask(goroutine)
	if err != nil {
		return err
	}
	depth, serial := t.depth()
	d.release(&step{kind: kind, task: t.id, depth: depth, serial: serial, line: t.stop.position.Line})
	return nil
}

// Goroutines returns the goroutines that can be stopped or are.
func (e *Engine) Goroutines() []eval.Goroutine {
	d := e.debugger
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []eval.Goroutine
	for _, t := range d.tasks {
		out = append(out, eval.Goroutine{ID: t.id, Stopped: t.stop != nil})
	}
	slices.SortFunc(out, func(a, b eval.Goroutine) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// panicked stops a goroutine that panics with v, in the call of frame fp.
func (d *debugger) panicked(th *thread, fp, pc ptr, v any) {
	b := head(fp).body
	switch v.(type) {
	case nil, fatal, goexit: // no panic
		return
	}
	if b.debug == nil || len(th.eng.trace(th.goroutine()).frames) > 0 {
		return // it has been met further in
	}
	n := len(th.visits)
	if th.task == nil {
		d.enter(th)
	}
	if n == 0 || th.visits[n-1] != fp { // not in a slow operation
		th.visits = append(th.visits, fp)
	}
	why := eval.Stop{Reason: eval.AtPanic, Goroutine: th.task.id, Position: b.frameAt(pc).Position, Panic: d.eng.dressed(d.eng.unwrap(v))}
	d.mu.Lock()
	for d.halt != nil {
		d.wait(th, b.debug.at(fp))
	}
	t := th.task
	filter := eval.PanicFilter(d.panics.Load())
	if d.stopped == nil || filter == eval.NoPanics || filter == eval.UncaughtPanics && t.recovers() {
		d.mu.Unlock()
	} else {
		t.pc = pc
		d.stopAll(th, b.debug.at(fp), why)
		t.pc = nil
	}
	th.visits = th.visits[:n]
}

// panicAgain goes on with a panic that has been looked at.
func panicAgain(v any) {
	if v != nil {
		panic(v)
	}
}
