package kernel

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"gradus/kernel/eval"
	"gradus/kernel/wire"
)

// A cell that ignores its interrupt does not keep the kernel.
func TestShutdownDespiteSpinningCell(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScript()
		client, transport := Pipe()
		served := make(chan error, 1)
		go func() { served <- New(s, Options{Log: slog.New(slog.DiscardHandler)}).Serve(t.Context(), transport) }()
		if _, err := client.Send(wire.Shell, wire.ExecuteRequest{Code: "print before\nspin"}); err != nil {
			t.Fatal(err)
		}
		<-s.blocked
		start := time.Now() // of the bubble's clock, which only moves when all wait
		if err := client.Shutdown(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := <-served; err != nil {
			t.Fatal(err)
		}
		if d := time.Since(start); d > time.Second {
			t.Errorf("shutdown took %v", d)
		}
		if _, err := client.Send(wire.Shell, wire.KernelInfoRequest{}); err == nil {
			t.Error("a kernel that has ended accepts requests")
		}
		close(s.finish)
	})
}

// Serve ends with its context as it does after a shutdown request.
func TestServeEndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	client, transport := Pipe()
	cancel()
	if err := New(newScript(), Options{}).Serve(ctx, transport); err != nil {
		t.Fatal(err)
	}
	for {
		if _, _, err := client.Receive(t.Context()); err != nil {
			if !errors.Is(err, io.EOF) {
				t.Error(err)
			}
			return
		}
	}
}

// faulty is a transport that fails.
type faulty struct{ err error }

func (f faulty) Receive() (wire.Channel, *wire.Message, error) { return "", nil, f.err }
func (f faulty) Send(wire.Channel, *wire.Message) error        { return nil }
func (f faulty) Close() error                                  { return nil }

func TestServeReportsTransportFailure(t *testing.T) {
	want := errors.New("cable cut")
	if err := New(newScript(), Options{}).Serve(t.Context(), faulty{want}); !errors.Is(err, want) {
		t.Errorf("Serve returned %v, want %v", err, want)
	}
}

// What a goroutine prints after its cell has ended belongs to that cell.
func TestLateOutputKeepsItsParent(t *testing.T) {
	c := converse(t)
	early := c.say(true, wire.Shell, "execute_request", `{"code": "later from the first cell"}`)
	c.say(true, wire.Shell, "execute_request", `{"code": "print from the second"}`)
	close(c.script.finish)
	m := c.await("late stream", func(p parcel) bool {
		return strings.Contains(string(p.message.Content), "first cell") && p.message.Header.Type == "stream"
	})
	if m.Parent.ID != early.Header.ID {
		t.Errorf("parent is %s, want %s", m.Parent.ID, early.Header.ID)
	}
}

// Parent headers are copied whole, fields that nobody knows included.
func TestParentHeaderIsCopiedWhole(t *testing.T) {
	c := converse(t)
	const header = `{"msg_id":"m1","session":"s","username":"u","date":"2026-01-01T00:00:00Z","msg_type":"kernel_info_request","version":"5.4","subshell_id":null,"x-unknown":{"a":[1,2]}}`
	m := &wire.Message{Content: []byte("{}")}
	if err := json.Unmarshal([]byte(header), &m.Header); err != nil {
		t.Fatal(err)
	}
	c.client.pipe.requests.put(parcel{wire.Shell, m})
	for _, a := range c.answers(m) {
		if got := mustJSON(a.message.Parent); got != header {
			t.Errorf("parent header of %s is\n%s, want\n%s", a.message.Header.Type, got, header)
		}
	}
}

// Each cell's context is handed out, and an interrupt cancels it; the end of
// the cell does not.
func TestOnRun(t *testing.T) {
	contexts := make(chan context.Context, 2)
	s := newScript()
	client, transport := Pipe()
	k := New(s, Options{OnRun: func(ctx context.Context) { contexts <- ctx }})
	served := make(chan error, 1)
	go func() { served <- k.Serve(t.Context(), transport) }()

	if _, err := client.Execute(t.Context(), wire.ExecuteRequest{Code: ""}, nil); err != nil {
		t.Fatal(err)
	}
	if err := (<-contexts).Err(); err != nil {
		t.Errorf("context of a cell that has ended: %v", err)
	}
	go func() { <-s.blocked; k.Interrupt() }()
	reply, err := client.Execute(t.Context(), wire.ExecuteRequest{Code: "wait"}, nil)
	if err != nil || reply.Failure == nil || reply.Failure.Name != "Interrupted" {
		t.Errorf("reply %+v, %v; want Interrupted", reply, err)
	}
	if err := (<-contexts).Err(); !errors.Is(err, context.Canceled) {
		t.Errorf("context of the interrupted cell: %v", err)
	}
	client.Shutdown(t.Context())
	<-served
}

// brittle is an evaluator whose every method panics.
type brittle struct{ Evaluator }

func (brittle) Complete(string, int) eval.Completion      { panic("complete") }
func (brittle) Inspect(string, int, int) eval.Inspection  { panic("inspect") }
func (brittle) IsComplete(string) (status, indent string) { panic("is complete") }

// A panic in a handler is an error reply, and the kernel goes on.
func TestPanicIsAnErrorReply(t *testing.T) {
	client, transport := Pipe()
	served := make(chan error, 1)
	var log strings.Builder
	k := New(brittle{}, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	go func() { served <- k.Serve(t.Context(), transport) }()
	for _, q := range []wire.Content{wire.CompleteRequest{}, wire.InspectRequest{}, wire.IsCompleteRequest{}, wire.ExecuteRequest{}} {
		m, err := client.Do(t.Context(), wire.Shell, q, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := checkContent(m.Header.Type, m.Content); err != nil {
			t.Error(err)
		}
		var f wire.Failure
		if err := m.Decode(&f); err != nil || f.Name != "KernelError" || f.Value == "" {
			t.Errorf("%s: %s, want a KernelError", m.Header.Type, m.Content)
		}
	}
	client.Shutdown(t.Context())
	<-served
	if !strings.Contains(log.String(), "brittle") {
		t.Errorf("the log has no stack: %s", log.String())
	}
}

// A subscriber is greeted, and nobody else notices.
func TestWelcome(t *testing.T) {
	c := converse(t)
	m := c.await("welcome", func(p parcel) bool { return p.message.Header.Type == "iopub_welcome" })
	if err := checkContent(m.Header.Type, m.Content); err != nil {
		t.Error(err)
	}
	if got := mustJSON(m.Parent); got != "{}" {
		t.Errorf("parent header is %s, want {}", got)
	}
}
