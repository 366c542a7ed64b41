package zmq

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/go-zeromq/zmq4"

	"gradus/kernel"
	"gradus/kernel/display"
	"gradus/kernel/eval"
	"gradus/kernel/wire"
)

var _ kernel.Transport = (*Transport)(nil)

// echoing is an evaluator: a cell prints itself, and the cell "wait" waits for
// its interrupt, the cell "spin" for ever.
type echoing struct{ kernel.Evaluator }

func (echoing) Execute(ctx context.Context, c eval.Cell, s eval.Streams) eval.Result {
	switch c.Source {
	case "spin":
		select {}
	case "wait":
		<-ctx.Done()
		return eval.Result{Err: &eval.Error{Name: "Interrupted"}}
	}
	fmt.Fprint(s.Stdout, c.Source)
	value := display.Text(c.Source)
	return eval.Result{Value: &value}
}

// session is a front end of a served kernel.
type session struct {
	testing.TB
	conn                  wire.Connection
	shell, control, iopub zmq4.Socket
	served                chan error
	own                   *wire.Session
}

// serve runs a kernel behind sockets, and connects to it.
func serve(t testing.TB) *session {
	t.Helper()
	c := connection(t)
	transport, err := Listen(c, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s := &session{TB: t, conn: c, served: make(chan error, 1), own: wire.NewSession("front end")}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		s.served <- kernel.New(echoing{}, kernel.Options{Log: slog.New(slog.DiscardHandler)}).Serve(ctx, transport)
		close(s.served)
	}()
	t.Cleanup(func() { cancel(); <-s.served })
	b := &harness{TB: t, Transport: transport, conn: c, log: &lines{}}
	s.shell, s.control = b.dealer(c.ShellPort), b.dealer(c.ControlPort)
	s.iopub = b.dial(zmq4.NewSub(context.Background()), c.IOPubPort)
	if err := s.iopub.SetOption(zmq4.OptionSubscribe, ""); err != nil {
		t.Fatal(err)
	}
	if m := recv(t, s.iopub, c.Key); m.Header.Type != "iopub_welcome" {
		t.Fatalf("first message on iopub is %s", m.Header.Type)
	}
	return s
}

// send sends a request and returns its id.
func (s *session) send(to zmq4.Socket, content wire.Content) string {
	s.Helper()
	m, err := s.own.New(content, wire.Header{})
	if err != nil {
		s.Fatal(err)
	}
	frames, err := wire.NewCodec(s.conn.Key).Encode(m)
	if err != nil {
		s.Fatal(err)
	}
	if err := to.SendMulti(zmq4.NewMsgFrom(frames...)); err != nil {
		s.Fatal(err)
	}
	return m.Header.ID
}

// published returns the types of what iopub brings for a request, to its idle.
func (s *session) published(id string) (types []string) {
	s.Helper()
	for {
		m := recv(s, s.iopub, s.conn.Key)
		if m.Parent.ID != id {
			continue
		}
		types = append(types, m.Header.Type)
		if string(m.Content) == `{"execution_state":"idle"}` {
			return types
		}
	}
}

func TestServe(t *testing.T) {
	s := serve(t)
	id := s.send(s.shell, wire.ExecuteRequest{Code: "1"})
	if m := recv(t, s.shell, s.conn.Key); m.Header.Type != "execute_reply" || m.Parent.ID != id {
		t.Errorf("reply is %s to %s", m.Header.Type, m.Parent.ID)
	}
	want := "[status execute_input stream execute_result status]"
	if got := fmt.Sprint(s.published(id)); got != want {
		t.Errorf("published %s, want %s", got, want)
	}
}

// Control answers while a cell runs.
func TestServeControlDuringCell(t *testing.T) {
	s := serve(t)
	cell := s.send(s.shell, wire.ExecuteRequest{Code: "wait"})
	for {
		if m := recv(t, s.iopub, s.conn.Key); m.Parent.ID == cell && m.Header.Type == "execute_input" {
			break
		}
	}
	s.send(s.control, wire.KernelInfoRequest{})
	if m := recv(t, s.control, s.conn.Key); m.Header.Type != "kernel_info_reply" {
		t.Errorf("reply is %s", m.Header.Type)
	}
	// The cell may not have begun to wait: that an interrupt is lost between
	// cells is right, so send them until one is noticed.
	done := make(chan struct{})
	go func() { defer close(done); recv(t, s.shell, s.conn.Key) }()
	for interrupted := false; !interrupted; {
		s.send(s.control, wire.InterruptRequest{})
		recv(t, s.control, s.conn.Key)
		select {
		case <-done:
			interrupted = true
		default:
		}
	}
}

// A kernel whose cell spins ends, having answered, and its ports are free.
func TestServeShutdown(t *testing.T) {
	s := serve(t)
	s.send(s.shell, wire.ExecuteRequest{Code: "spin"})
	id := s.send(s.control, wire.ShutdownRequest{})
	if m := recv(t, s.control, s.conn.Key); m.Header.Type != "shutdown_reply" {
		t.Errorf("reply is %s", m.Header.Type)
	}
	want := "[status shutdown_reply status]"
	if got := fmt.Sprint(s.published(id)); got != want {
		t.Errorf("published %s, want %s", got, want)
	}
	if err := <-s.served; err != nil {
		t.Error(err)
	}
	open(t, s.conn)
}

func BenchmarkExecute(b *testing.B) {
	s := serve(b)
	for b.Loop() {
		id := s.send(s.shell, wire.ExecuteRequest{Code: "1"})
		recv(b, s.shell, s.conn.Key)
		s.published(id)
	}
}

func BenchmarkPublish64KB(b *testing.B) {
	t := open(b, connection(b))
	client, _ := t.subscriber("")
	received := make(chan struct{})
	go func() {
		for range b.N {
			client.Recv()
		}
		close(received)
	}()
	text := strings.Repeat("x", 64<<10)
	b.SetBytes(64 << 10)
	b.ResetTimer()
	for range b.N {
		t.publish("kernel", text)
	}
	<-received
}
