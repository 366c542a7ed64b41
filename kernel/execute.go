package kernel

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"gradus/kernel/display"
	"gradus/kernel/eval"
	"gradus/kernel/wire"
)

// execute runs a cell. It is the only handler in its lane, so that cells run
// one after the other.
func (k *Kernel) execute(r *request, q wire.ExecuteRequest) (wire.ExecuteReply, error) {
	reply := wire.ExecuteReply{
		Status:          wire.OK,
		UserExpressions: map[string]wire.Expression{},
		Payload:         []any{},
	}
	if r.aborted {
		reply.Status, reply.ExecutionCount = wire.Aborted, k.history.count()
		return reply, nil
	}
	stored := q.StoreHistory && !q.Silent
	number := k.history.begin(q.Code, stored)
	reply.ExecutionCount = number
	if !q.Silent {
		r.out.publish(wire.ExecuteInput{Code: q.Code, ExecutionCount: number})
	}

	ctx, done := k.running.start()
	defer done()
	if k.options.OnRun != nil {
		k.options.OnRun(ctx)
	}
	result := k.run(ctx, r, q, eval.Cell{Number: number, Source: q.Code, Silent: q.Silent})

	if result.Err != nil {
		reply.Status, reply.Failure = wire.Failed, failureOf(result.Err)
		if !q.Silent {
			r.out.publish(wire.Error{Failure: *reply.Failure})
		}
		if q.StopOnError {
			k.abortQueued()
		}
		return reply, nil
	}
	if result.Value != nil {
		if text, ok := result.Value.Data["text/plain"].(string); ok && stored {
			k.history.output(number, text)
		}
		if !q.Silent {
			r.out.publish(wire.ExecuteResult{ExecutionCount: number, Bundle: k.bundle(*result.Value)})
		}
	}
	for name, expr := range q.UserExpressions {
		reply.UserExpressions[name] = k.evaluate(ctx, expr)
	}
	return reply, nil
}

// run hands the cell to the evaluator, whose panic fails the cell.
func (k *Kernel) run(ctx context.Context, r *request, q wire.ExecuteRequest, c eval.Cell) (result eval.Result) {
	defer k.recovered(r.Header.Type, &result.Err)
	stdin, closeStdin := k.stdin(ctx, r, q.AllowStdin)
	defer closeStdin()
	streams := eval.Streams{Stdin: stdin}
	// What the cell shows later, from its goroutines, is its output too: its
	// publisher stays until the next cell sets another.
	if q.Silent {
		streams.Stdout, streams.Stderr = io.Discard, io.Discard
		display.SetPublisher(hidden{})
	} else {
		streams.Stdout, streams.Stderr = r.out.stream("stdout"), r.out.stream("stderr")
		display.SetPublisher(screen{r.out})
	}
	return k.eval.Execute(ctx, c, streams)
}

// evaluate returns the value of a user expression.
func (k *Kernel) evaluate(ctx context.Context, expr string) wire.Expression {
	var failed *eval.Error
	b := func() (b display.Bundle) {
		defer k.recovered("user expression", &failed)
		b, failed = k.eval.Evaluate(ctx, expr)
		return b
	}()
	if failed != nil {
		return wire.Expression{Status: wire.Failed, Failure: failureOf(failed)}
	}
	bundle := k.bundle(b)
	return wire.Expression{Status: wire.OK, Bundle: &bundle}
}

// recovered, when deferred, turns a panic into an error of the cell.
func (k *Kernel) recovered(where string, err **eval.Error) {
	v := recover()
	if v == nil {
		return
	}
	k.log.Error("evaluator panicked", "in", where, "panic", v, "stack", string(debug.Stack()))
	message := fmt.Sprint(v)
	*err = &eval.Error{Name: "KernelError", Message: message, Traceback: []string{"KernelError: " + message}}
}

func failureOf(e *eval.Error) *wire.Failure {
	traceback := e.Traceback
	if traceback == nil {
		traceback = []string{e.Error()}
	}
	return &wire.Failure{Name: e.Name, Value: e.Message, Traceback: traceback}
}

// abortQueued has the cells that wait now answered without being run.
func (k *Kernel) abortQueued() {
	k.lanes[cells].each(func(r *request) { r.aborted = true })
}

// running is the cell that runs now, if any.
type running struct {
	mu      sync.Mutex
	cancel  context.CancelFunc
	stopped bool // no cell is to run any more
}

// start returns a cell's context, which interrupt cancels until done is called.
// Nobody cancels it later: goroutines of the cell may go on.
func (r *running) start() (ctx context.Context, done func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	ctx, cancel := context.WithCancel(context.Background())
	if r.cancel = cancel; r.stopped {
		cancel()
	}
	return ctx, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.cancel = nil
	}
}

// interrupt cancels the cell that runs.
func (r *running) interrupt() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cancel != nil {
		r.cancel()
	}
}

// stop cancels the cell that runs, and any that is about to.
func (r *running) stop() {
	r.mu.Lock()
	r.stopped = true
	r.mu.Unlock()
	r.interrupt()
}
