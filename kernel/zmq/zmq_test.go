package zmq

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/go-zeromq/zmq4"

	"gradus/kernel/wire"
)

func TestRequestAndReply(t *testing.T) {
	b := open(t, connection(t))
	for channel, port := range map[wire.Channel]int{
		wire.Shell: b.conn.ShellPort, wire.Control: b.conn.ControlPort, wire.Stdin: b.conn.StdinPort,
	} {
		client := b.dealer(port)
		request(t, client, b.conn.Key, "x "+string(channel))
		m := b.receive(channel)
		if got := code(t, m); got != "x "+string(channel) {
			t.Errorf("code is %q", got)
		}
		b.send(channel, m.Identities, wire.Stream{Text: "reply"})
		if got := text(t, recv(t, client, b.conn.Key)); got != "reply" {
			t.Errorf("reply is %q", got)
		}
	}
}

// What is not signed, or was seen before, is dropped and logged.
func TestBadSignaturesAreDropped(t *testing.T) {
	b := open(t, connection(t))
	client := b.dealer(b.conn.ShellPort)
	first := request(t, client, b.conn.Key, "first")
	if got := code(t, b.receive(wire.Shell)); got != "first" {
		t.Fatalf("received %q", got)
	}
	request(t, client, "wrong key", "second")
	request(t, client, "", "third")
	client.SendMulti(zmq4.NewMsgFrom(first...))
	client.SendMulti(zmq4.NewMsgFrom([]byte("no message")))
	request(t, client, b.conn.Key, "last")
	if got := code(t, b.receive(wire.Shell)); got != "last" {
		t.Errorf("received %q", got)
	}
	for _, err := range []error{wire.ErrBadSignature, wire.ErrUnsigned, wire.ErrReplayed, wire.ErrMalformed} {
		if !strings.Contains(b.log.String(), err.Error()) {
			t.Errorf("%q is not in the log:\n%s", err, b.log)
		}
	}
}

func TestSubscribersByTopic(t *testing.T) {
	b := open(t, connection(t))
	some, _ := b.subscriber("kernel.a")
	all, allID := b.subscriber("")
	b.publish("kernel.b", "for all")
	b.publish("kernel.a.stream", "for both")
	b.send(wire.IOPub, allID.Identities, wire.Stream{Text: "for one"})
	b.publish("kernel.a", "the end")
	for _, want := range []string{"for all", "for both", "for one", "the end"} {
		if got := text(t, recv(t, all, b.conn.Key)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, want := range []string{"for both", "the end"} {
		m := recv(t, some, b.conn.Key)
		if got := text(t, m); got != want || len(m.Identities) != 1 {
			t.Errorf("got %q under %q, want %q", got, m.Identities, want)
		}
	}
}

// A client's sockets are told apart, and its stdin is found by its identity.
func TestIdentities(t *testing.T) {
	b := open(t, connection(t))
	ada := zmq4.WithID(zmq4.SocketIdentity("ada"))
	one, two := b.dealer(b.conn.ShellPort, ada), b.dealer(b.conn.ShellPort, ada)
	anonymous := b.dealer(b.conn.ShellPort)
	input := b.dealer(b.conn.StdinPort, ada)
	request(t, input, b.conn.Key, "hello") // so that it is there
	b.receive(wire.Stdin)

	for i, client := range []zmq4.Socket{one, two} {
		request(t, client, b.conn.Key, "x")
		m := b.receive(wire.Shell)
		want := fmt.Sprint("reply ", i)
		b.send(wire.Shell, m.Identities, wire.Stream{Text: want})
		if got := text(t, recv(t, client, b.conn.Key)); got != want {
			t.Errorf("client %d got %q", i, got)
		}
		b.send(wire.Stdin, m.Identities, wire.Stream{Text: want})
		if got := text(t, recv(t, input, b.conn.Key)); got != want {
			t.Errorf("stdin got %q, want %q", got, want)
		}
	}

	request(t, anonymous, b.conn.Key, "x")
	m := b.receive(wire.Shell)
	m.Header.Type = "input_request"
	if err := b.Send(wire.Stdin, m); err == nil {
		t.Error("input was asked of a client without stdin")
	}
}

func TestHeartbeat(t *testing.T) {
	b := open(t, connection(t))
	client := b.dial(zmq4.NewReq(context.Background()), b.conn.HeartbeatPort)
	for _, beat := range []string{"ping", strings.Repeat("x", 70_000)} {
		if err := client.Send(zmq4.NewMsgString(beat)); err != nil {
			t.Fatal(err)
		}
		m, err := client.Recv()
		if err != nil || string(m.Frames[len(m.Frames)-1]) != beat {
			t.Errorf("received %.40q, %v", m.Frames, err)
		}
	}
}

func TestPortTaken(t *testing.T) {
	c := connection(t)
	l, err := net.Listen("tcp", net.JoinHostPort(c.IP, strconv.Itoa(c.IOPubPort)))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := Listen(c, nil); err == nil || !strings.Contains(err.Error(), "iopub") {
		t.Errorf("error is %v", err)
	}
	l.Close()
	open(t, c) // what had been opened was closed again
}

// All that was sent arrives, though Close follows at once; then the ports are
// free.
func TestCloseDrains(t *testing.T) {
	b := open(t, connection(t))
	b.sockets[wire.IOPub].drain = patient // the machine may be busy
	client, _ := b.subscriber("")
	const messages, size = 2000, 8 << 10
	for i := range messages {
		b.publish("kernel", fmt.Sprint(i, strings.Repeat("x", size)))
	}
	closed := make(chan error, 1)
	go func() { closed <- b.Close() }()
	for i := range messages {
		if got := text(t, recv(t, client, b.conn.Key)); !strings.HasPrefix(got, fmt.Sprint(i, "x")) {
			t.Fatalf("message %d is %.20q", i, got)
		}
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if _, _, err := b.Receive(); !errors.Is(err, io.EOF) {
		t.Errorf("Receive after Close: %v", err)
	}
	m := &wire.Message{Identities: [][]byte{[]byte("x")}}
	if err := b.Send(wire.IOPub, m); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("Send after Close: %v", err)
	}
	open(t, b.conn)
}

// ipc works too, also where a process that died has left its sockets.
func TestIPC(t *testing.T) {
	c := connection(t)
	c.Transport, c.IP = "ipc", filepath.Join(t.TempDir(), "k")
	l, err := net.ListenUnix("unix", &net.UnixAddr{Net: "unix", Name: c.IP + "-" + strconv.Itoa(c.ShellPort)})
	if err != nil {
		t.Fatal(err)
	}
	l.SetUnlinkOnClose(false)
	l.Close()

	b := open(t, c)
	client := b.dealer(c.ShellPort)
	request(t, client, c.Key, "x")
	b.receive(wire.Shell)
	if _, err := Listen(c, nil); err == nil {
		t.Error("a socket in use was taken away")
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(c.IP + "*"); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
