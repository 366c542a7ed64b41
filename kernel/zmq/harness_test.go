package zmq

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"

	"gradus/kernel/wire"
)

// patient is how long a test waits for what must come.
const patient = 20 * time.Second

// connection returns a connection file's content with free ports.
func connection(t testing.TB) wire.Connection {
	t.Helper()
	c := wire.Connection{Transport: "tcp", IP: "127.0.0.1", Key: "secret", SignatureScheme: "hmac-sha256"}
	for _, port := range []*int{&c.ShellPort, &c.ControlPort, &c.StdinPort, &c.IOPubPort, &c.HeartbeatPort} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		*port = l.Addr().(*net.TCPAddr).Port
	}
	return c
}

// lines is a log that can be read while it is written.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// harness is a transport under test.
type harness struct {
	testing.TB
	*Transport
	conn wire.Connection
	log  *lines
}

func open(t testing.TB, c wire.Connection) *harness {
	t.Helper()
	b := &harness{TB: t, conn: c, log: &lines{}}
	var err error
	b.Transport, err = Listen(c, slog.New(slog.NewTextHandler(b.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

// endpoint returns where clients connect.
func (b *harness) endpoint(port int) string {
	if b.conn.Transport == "ipc" {
		return "ipc://" + b.conn.IP + "-" + strconv.Itoa(port)
	}
	return "tcp://" + net.JoinHostPort(b.conn.IP, strconv.Itoa(port))
}

// dial connects a client's socket.
func (b *harness) dial(s zmq4.Socket, port int) zmq4.Socket {
	b.Helper()
	b.Cleanup(func() { s.Close() })
	if err := s.Dial(b.endpoint(port)); err != nil {
		b.Fatal(err)
	}
	return s
}

func (b *harness) dealer(port int, options ...zmq4.Option) zmq4.Socket {
	b.Helper()
	return b.dial(zmq4.NewDealer(context.Background(), options...), port)
}

// subscriber returns a SUB socket that has been welcomed.
func (b *harness) subscriber(topic string) (zmq4.Socket, *wire.Message) {
	b.Helper()
	s := b.dial(zmq4.NewSub(context.Background()), b.conn.IOPubPort)
	if err := s.SetOption(zmq4.OptionSubscribe, topic); err != nil {
		b.Fatal(err)
	}
	m := b.receive(wire.IOPub)
	var q wire.Subscribe
	if err := m.Decode(&q); err != nil || q.Topic != topic {
		b.Fatalf("subscription %+v, %v", q, err)
	}
	b.publish(topic, "not for those who are not welcome yet")
	b.send(wire.IOPub, m.Identities, wire.Welcome{Subscription: topic})
	if m := recv(b, s, b.conn.Key); m.Header.Type != "iopub_welcome" {
		b.Fatalf("the first message is %s", m.Header.Type)
	}
	return s, m
}

// request sends a signed request and returns its frames.
func request(t testing.TB, s zmq4.Socket, key, code string) [][]byte {
	t.Helper()
	m, err := wire.NewSession("client").New(wire.ExecuteRequest{Code: code}, wire.Header{})
	if err != nil {
		t.Fatal(err)
	}
	frames, err := wire.NewCodec(key).Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SendMulti(zmq4.NewMsgFrom(frames...)); err != nil {
		t.Fatal(err)
	}
	return frames
}

// receive returns the next message, which must be on channel.
func (b *harness) receive(channel wire.Channel) *wire.Message {
	b.Helper()
	got := make(chan *wire.Message, 1)
	go func() {
		on, m, err := b.Receive()
		if err != nil || on != channel {
			b.Errorf("received %v on %q, %v; want %q", m, on, err, channel)
			m = nil
		}
		got <- m
	}()
	select {
	case m := <-got:
		if m == nil {
			b.FailNow()
		}
		return m
	case <-time.After(patient):
		b.Fatalf("nothing on %s; log: %s", channel, b.log)
	}
	return nil
}

// code returns the code of the execute request m.
func code(t testing.TB, m *wire.Message) string {
	t.Helper()
	var q wire.ExecuteRequest
	if err := m.Decode(&q); err != nil {
		t.Fatal(err)
	}
	return q.Code
}

// publish sends text as a stream message under topic.
func (b *harness) publish(topic, text string) {
	b.Helper()
	b.send(wire.IOPub, [][]byte{[]byte(topic)}, wire.Stream{Name: "stdout", Text: text})
}

func (b *harness) send(channel wire.Channel, to [][]byte, content wire.Content) {
	b.Helper()
	m, err := wire.NewSession("kernel").New(content, wire.Header{})
	if err != nil {
		b.Fatal(err)
	}
	m.Identities = to
	if err := b.Send(channel, m); err != nil {
		b.Fatal(err)
	}
}

// recv returns a client's next message.
func recv(t testing.TB, s zmq4.Socket, key string) *wire.Message {
	t.Helper()
	type result struct {
		m   *wire.Message
		err error
	}
	got := make(chan result, 1)
	go func() {
		raw, err := s.Recv()
		if err != nil {
			got <- result{nil, err}
			return
		}
		m, err := wire.NewCodec(key).Decode(raw.Frames)
		got <- result{m, err}
	}()
	select {
	case r := <-got:
		if r.err != nil {
			t.Fatal(r.err)
		}
		return r.m
	case <-time.After(patient):
		t.Fatal("client received nothing")
	}
	return nil
}

func text(t testing.TB, m *wire.Message) string {
	t.Helper()
	var s wire.Stream
	if err := m.Decode(&s); err != nil {
		t.Fatal(err)
	}
	return s.Text
}
