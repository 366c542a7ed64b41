package kernel

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync"
	"time"

	"gradus/kernel/display"
	"gradus/kernel/eval"
	"gradus/kernel/wire"
)

// An Evaluator runs cells and knows about their code. Offsets in code count
// bytes. Complete, Inspect and IsComplete may be called while Execute runs.
type Evaluator interface {
	// Execute runs a cell until it ends or ctx is cancelled (an interrupt).
	Execute(ctx context.Context, c eval.Cell, s eval.Streams) eval.Result
	// Evaluate returns the value of an expression.
	Evaluate(ctx context.Context, expr string) (display.Bundle, *eval.Error)
	// Complete lists what may stand at the cursor.
	Complete(code string, cursor int) eval.Completion
	// Inspect documents the name at the cursor; detail 1 asks for more than 0.
	Inspect(code string, cursor, detail int) eval.Inspection
	// IsComplete returns "complete", "incomplete", "invalid" or "unknown",
	// and the indentation that the next line would have.
	IsComplete(code string) (status, indent string)
}

// A Transport carries messages between the kernel and its clients. Its methods
// may be called from many goroutines, Receive from one.
type Transport interface {
	// Receive returns the next message of a client, or io.EOF after Close. A
	// new subscriber to iopub is announced by a [wire.Subscribe] on that
	// channel, and receives nothing before what is sent to it in answer.
	Receive() (wire.Channel, *wire.Message, error)
	// Send queues a message, to the client that m.Identities name or, on
	// iopub, to every subscriber. Messages of a channel arrive in the order
	// they were sent. The transport keeps m. After Close, Send returns
	// io.ErrClosedPipe.
	Send(wire.Channel, *wire.Message) error
	// Close delivers what is queued, as far as clients take it without
	// delay, and frees everything.
	Close() error
}

// Options describe a kernel. All are optional.
type Options struct {
	Name      string          // of the implementation, for kernel_info_reply
	Version   string          // of the implementation
	Banner    string          // what a console shows first
	HelpLinks []wire.HelpLink // for a front end's help menu
	Log       *slog.Logger    // slog.Default() when nil

	// OnRun is called as each cell starts, with the context that an interrupt
	// cancels. The context outlives the cell, as goroutines may.
	OnRun func(ctx context.Context)
}

// How long a kernel that shuts down waits for the running cell to notice.
const lastWords = 300 * time.Millisecond

// A Kernel serves the requests of front ends.
type Kernel struct {
	eval    Evaluator
	options Options
	log     *slog.Logger
	session *wire.Session

	transport Transport
	lanes     map[lane]*queue[*request]
	history   history
	input     inputs
	running   running
	unflushed unflushed

	ending  chan struct{} // closed when Serve is to return
	endOnce sync.Once
}

// New returns a kernel that runs cells on eval.
func New(eval Evaluator, options Options) *Kernel {
	k := &Kernel{
		eval:    eval,
		options: options,
		log:     options.Log,
		session: wire.NewSession("kernel"),
		lanes:   make(map[lane]*queue[*request]),
		ending:  make(chan struct{}),
	}
	if k.log == nil {
		k.log = slog.Default()
	}
	for _, l := range []lane{cells, lane(wire.Shell), lane(wire.Control), lane(wire.Stdin), lane(wire.IOPub)} {
		k.lanes[l] = newQueue[*request]()
	}
	return k
}

// Serve answers what t receives until a client asks for shutdown, ctx is
// cancelled or t fails, and closes t. It returns within a second of that, even
// when a cell ignores its interrupt. Only a failure of t is an error. A kernel
// serves once.
func (k *Kernel) Serve(ctx context.Context, t Transport) error {
	k.transport = t
	defer display.SetPublisher(hidden{})() // cells set their own
	k.send(wire.IOPub, nil, wire.KernelStatus{State: wire.Starting}, wire.Header{})

	var lanes sync.WaitGroup
	for _, q := range k.lanes {
		lanes.Go(func() { k.drive(q) })
	}
	received := make(chan error, 1)
	go func() { received <- k.receive(); k.end() }()
	select {
	case <-ctx.Done():
	case <-k.ending:
	}

	for _, q := range k.lanes {
		q.close()
	}
	k.abortQueued()
	k.running.stop()
	drained := make(chan struct{})
	go func() { lanes.Wait(); close(drained) }()
	select {
	case <-drained:
	case <-time.After(lastWords):
		k.log.Warn("a cell did not stop in time")
	}
	k.unflushed.flush()
	return errors.Join(t.Close(), <-received)
}

// Interrupt stops the running cell. Between cells nothing happens.
func (k *Kernel) Interrupt() { k.running.interrupt() }

// end makes Serve return.
func (k *Kernel) end() { k.endOnce.Do(func() { close(k.ending) }) }

// receive puts what arrives into its lane, until the transport ends.
func (k *Kernel) receive() error {
	for {
		channel, m, err := k.transport.Receive()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		r := &request{Message: m, channel: channel}
		var known bool
		if r.handler, known = lookup(channel, m.Header.Type); !known {
			k.log.Warn("unknown message", "channel", channel, "type", m.Header.Type)
		}
		r.out = &output{kernel: k, parent: m.Header}
		if lane := k.lanes[r.handler.laneFor(channel)]; lane != nil {
			lane.put(r)
		}
	}
}

// send sends content in answer to parent.
func (k *Kernel) send(channel wire.Channel, to [][]byte, content wire.Content, parent wire.Header) error {
	m, err := k.session.New(content, parent)
	if err != nil {
		k.log.Error("message cannot be encoded", "type", content.MsgType(), "error", err)
		return err
	}
	if m.Identities = to; to == nil && channel == wire.IOPub {
		m.Identities = [][]byte{[]byte("kernel." + k.session.ID + "." + content.MsgType())}
	}
	err = k.transport.Send(channel, m)
	if err != nil && !errors.Is(err, io.ErrClosedPipe) {
		k.log.Warn("message not sent", "channel", channel, "type", content.MsgType(), "error", err)
	}
	return err
}
