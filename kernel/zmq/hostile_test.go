package zmq

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"log/slog"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"gradus/kernel/wire"
)

// greeting is that of a ZMTP 3.0 client with the NULL mechanism.
func greeting() []byte {
	g := make([]byte, greetingSize)
	g[0], g[9], g[10] = 0xFF, 0x7F, 3
	copy(g[12:], "NULL")
	return g
}

// frame returns a short frame.
func frame(flags byte, body string) []byte {
	return append([]byte{flags, byte(len(body))}, body...)
}

// ready is the handshake of a socket of the given type.
func ready(kind string) []byte {
	property := "\x0BSocket-Type" + string(binary.BigEndian.AppendUint32(nil, uint32(len(kind)))) + kind
	return frame(flagCommand, "\x05READY"+property)
}

// attacks are what a peer may send to any of the sockets.
var attacks = map[string][]byte{
	"nothing":                 nil,
	"another protocol":        []byte("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" + strings.Repeat("x", 64)),
	"half a greeting":         greeting()[:20],
	"greeting only":           greeting(),
	"frame of 2^62 bytes":     append(greeting(), flagLong, 0x40, 0, 0, 0, 0, 0, 0, 0),
	"frame of 2^64-1 bytes":   append(greeting(), flagLong, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
	"property cut short":      append(greeting(), frame(flagCommand, "\x05READY\x0BSocket-Ty")...),
	"property without length": append(greeting(), frame(flagCommand, "\x05READY\x01a")...),
	"empty command":           append(greeting(), frame(flagCommand, "")...),
	"unknown socket type":     append(greeting(), ready("MURKY")...),
	"huge after handshake":    append(append(greeting(), ready("DEALER")...), flagLong, 0x40, 0, 0, 0, 0, 0, 0, 0),
	"command without name":    append(append(greeting(), ready("DEALER")...), frame(flagCommand, "")...),
	"empty messages":          append(append(greeting(), ready("DEALER")...), bytes.Repeat([]byte{0, 0}, 100)...),
}

// attack connects, sends and keeps the connection.
func (b *harness) attack(port int, bytes []byte) net.Conn {
	b.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(b.endpoint(port), "tcp://"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close() })
	if _, err := conn.Write(bytes); err != nil {
		b.Fatal(err)
	}
	return conn
}

// Whatever a peer sends, or does not send, the others are served.
func TestAttacks(t *testing.T) {
	for name, bytes := range attacks {
		t.Run(name, func(t *testing.T) {
			b := open(t, connection(t))
			for _, port := range []int{b.conn.ShellPort, b.conn.ControlPort, b.conn.StdinPort, b.conn.IOPubPort, b.conn.HeartbeatPort} {
				b.attack(port, bytes)
			}
			client := b.dealer(b.conn.ShellPort)
			request(t, client, b.conn.Key, "x")
			m := b.receive(wire.Shell)
			b.send(wire.Shell, m.Identities, wire.Stream{Text: "reply"})
			if got := text(t, recv(t, client, b.conn.Key)); got != "reply" {
				t.Errorf("got %q", got)
			}
		})
	}
}

// A message of endless frames is cut off, empty as they may be.
func TestEndlessMessage(t *testing.T) {
	in := append(append(greeting(), ready("DEALER")...), bytes.Repeat([]byte{flagMore, 0}, 1000)...)
	p, err := openPeer(tape{in: bytes.NewReader(in)}, zmq4.Router)
	if err != nil {
		t.Fatal(err)
	}
	p.guard.limit = 999 * frameCost
	err = p.read(func([][]byte) { t.Error("a message came out") })
	if err == nil || !strings.Contains(err.Error(), "message larger") {
		t.Errorf("error is %v", err)
	}
}

// Heartbeats of ZMTP are answered with their context.
func TestPing(t *testing.T) {
	b := open(t, connection(t))
	ping := frame(flagCommand, "\x04PING\x00\x01context")
	conn := b.attack(b.conn.ShellPort, append(append(greeting(), ready("DEALER")...), ping...))
	want := frame(flagCommand, "\x04PONGcontext")
	conn.SetReadDeadline(time.Now().Add(patient))
	var got []byte
	buf := make([]byte, 1024)
	for !bytes.HasSuffix(got, want) {
		n, err := conn.Read(buf)
		if err != nil {
			t.Fatalf("received %q, %v", got, err)
		}
		got = append(got, buf[:n]...)
	}
}

// sluggard is a ZeroMQ peer that reads nothing after its handshake.
func (b *harness) sluggard(kind zmq4.SocketType, port int) *zmq4.Conn {
	b.Helper()
	conn := b.attack(port, nil)
	c, err := zmq4.Open(conn, null.Security(), kind, nil, false, nil)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// A subscriber that does not read harms only itself.
func TestSlowSubscriber(t *testing.T) {
	b := open(t, connection(t))
	slow := b.sluggard(zmq4.Sub, b.conn.IOPubPort)
	if err := slow.SendMsg(zmq4.NewMsg([]byte{1})); err != nil {
		t.Fatal(err)
	}
	b.send(wire.IOPub, b.receive(wire.IOPub).Identities, wire.Welcome{})
	reader, _ := b.subscriber("")
	const messages, size = 400, 64 << 10
	go func() {
		for i := range messages {
			b.publish("kernel", fmt.Sprint(i, strings.Repeat("x", size)))
		}
	}()
	for i := range messages {
		if got := text(t, recv(t, reader, b.conn.Key)); !strings.HasPrefix(got, fmt.Sprint(i, "x")) {
			t.Fatalf("message %d is %.20q", i, got)
		}
	}
}

// A client that does not read its replies harms only itself.
func TestClientThatDoesNotRead(t *testing.T) {
	b := open(t, connection(t))
	slow := b.sluggard(zmq4.Dealer, b.conn.ShellPort)
	m, _ := wire.NewSession("slow").New(wire.ExecuteRequest{Code: "slow"}, wire.Header{})
	frames, _ := wire.NewCodec(b.conn.Key).Encode(m)
	if err := slow.SendMsg(zmq4.NewMsgFrom(frames...)); err != nil {
		t.Fatal(err)
	}
	deaf := b.receive(wire.Shell)
	for range 300 {
		b.send(wire.Shell, deaf.Identities, wire.Stream{Text: strings.Repeat("x", 64<<10)})
	}
	client := b.dealer(b.conn.ShellPort)
	request(t, client, b.conn.Key, "x")
	b.send(wire.Shell, b.receive(wire.Shell).Identities, wire.Stream{Text: "reply"})
	if got := text(t, recv(t, client, b.conn.Key)); got != "reply" {
		t.Errorf("got %q", got)
	}
}

// A peer for which too much waits is given up.
func TestOutboxIsBounded(t *testing.T) {
	o := newOutbox()
	m := outgoing{frames: [][]byte{make([]byte, dropAbove/4)}}
	for i := range 4 {
		if ok, want := o.put(m), i < 3; ok != want {
			t.Errorf("put %d returned %v", i, ok)
		}
	}
}

// Nothing is left running after Close, whoever is connected.
func TestCloseLeavesNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 5 {
		c := connection(t)
		transport, err := Listen(c, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		b := &harness{TB: t, Transport: transport, conn: c, log: &lines{}}
		for _, bytes := range attacks {
			b.attack(c.ShellPort, bytes)
		}
		slow := b.sluggard(zmq4.Sub, c.IOPubPort)
		if err := slow.SendMsg(zmq4.NewMsg([]byte{1})); err != nil {
			t.Fatal(err)
		}
		b.send(wire.IOPub, b.receive(wire.IOPub).Identities, wire.Welcome{})
		for range 40 {
			b.publish("kernel", strings.Repeat("x", 256<<10))
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	deadline := time.Now().Add(patient)
	for runtime.NumGoroutine() > before && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	if after := runtime.NumGoroutine(); after > before {
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines, were %d:\n%s", after, before, stacks[:runtime.Stack(stacks, true)])
	}
}

// tape is a connection from which arbitrary bytes are read.
type tape struct {
	net.Conn
	in *bytes.Reader
}

func (t tape) Read(p []byte) (int, error)  { return t.in.Read(p) }
func (t tape) Write(p []byte) (int, error) { return len(p), nil }
func (t tape) Close() error                { return nil }
func (t tape) SetDeadline(time.Time) error { return nil }

// FuzzPeer lets a peer send anything.
func FuzzPeer(f *testing.F) {
	for _, bytes := range attacks {
		f.Add(bytes)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		p, err := openPeer(tape{in: bytes.NewReader(in)}, zmq4.Router)
		if err != nil {
			return
		}
		codec := wire.NewCodec("")
		read := 0
		p.read(func(frames [][]byte) {
			for _, b := range frames {
				read += len(b)
			}
			codec.Decode(frames)
			p.subscribe(frames)
		})
		if read > len(in) {
			t.Errorf("%d bytes read of %d", read, len(in))
		}
	})
}
