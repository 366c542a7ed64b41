package zmq

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"

	"github.com/go-zeromq/zmq4"

	"gradus/kernel/wire"
)

// Transport is the five sockets of a connection file. It implements
// kernel.Transport.
type Transport struct {
	codec   *wire.Codec
	session *wire.Session // of the subscriptions that it announces
	log     *slog.Logger
	sockets map[wire.Channel]*socket

	incoming chan arrival
	closed   chan struct{}
	once     sync.Once
}

// arrival is a message on its channel.
type arrival struct {
	channel wire.Channel
	message *wire.Message
}

// Listen opens the sockets of a connection file. A port that is taken is an
// error. Messages that are not signed with the file's key, or were seen before,
// are logged and dropped. A nil log is slog.Default().
func Listen(c wire.Connection, log *slog.Logger) (*Transport, error) {
	if log == nil {
		log = slog.Default()
	}
	t := &Transport{
		codec:    wire.NewCodec(c.Key),
		session:  wire.NewSession("transport"),
		log:      log,
		sockets:  map[wire.Channel]*socket{},
		incoming: make(chan arrival, 64),
		closed:   make(chan struct{}),
	}
	for _, s := range []struct {
		channel wire.Channel
		kind    zmq4.SocketType
		port    int
	}{
		{wire.Shell, zmq4.Router, c.ShellPort},
		{wire.Control, zmq4.Router, c.ControlPort},
		{wire.Stdin, zmq4.Router, c.StdinPort},
		{wire.IOPub, zmq4.XPub, c.IOPubPort},
		{heartbeat, zmq4.Rep, c.HeartbeatPort},
	} {
		network, address := c.Endpoint(s.port)
		opened, err := listenSocket(string(s.channel), s.kind, network, address, log)
		if err != nil {
			return nil, errors.Join(err, t.Close())
		}
		t.sockets[s.channel] = opened
	}
	for channel, s := range t.sockets {
		switch channel {
		case heartbeat:
			s.start(echo)
		case wire.IOPub:
			s.start(t.subscribed)
		default:
			s.start(func(p *peer, frames [][]byte) { t.request(channel, p, frames) })
		}
	}
	return t, nil
}

// heartbeat is the socket that sends back what it receives.
const heartbeat wire.Channel = "heartbeat"

func echo(p *peer, frames [][]byte) { p.send(outgoing{frames: frames}) }

// request hands a peer's message to the kernel.
func (t *Transport) request(channel wire.Channel, p *peer, frames [][]byte) {
	m, err := t.codec.Decode(frames)
	if err != nil {
		t.log.Warn("message dropped", "channel", channel, "error", err)
		return
	}
	m.Identities = append([][]byte{p.routing()}, m.Identities...)
	t.arrive(channel, m)
}

// subscribed announces a new subscription to the kernel.
func (t *Transport) subscribed(p *peer, frames [][]byte) {
	topic, isNew := p.subscribe(frames)
	if !isNew {
		return
	}
	m, err := t.session.New(wire.Subscribe{Topic: topic}, wire.Header{})
	if err != nil {
		t.log.Warn("subscription not announced", "error", err)
		return
	}
	m.Identities = [][]byte{p.routing(), []byte(topic)}
	t.arrive(wire.IOPub, m)
}

func (t *Transport) arrive(channel wire.Channel, m *wire.Message) {
	select {
	case t.incoming <- arrival{channel, m}:
	case <-t.closed:
	}
}

// Receive returns the next message of any socket, or io.EOF after Close.
func (t *Transport) Receive() (wire.Channel, *wire.Message, error) {
	select {
	case a := <-t.incoming:
		return a.channel, a.message, nil
	case <-t.closed:
		return "", nil, io.EOF
	}
}

// Send queues m for the peer that its first identity names or, if it has but a
// topic, for every subscriber. It returns at once, except that a cell that
// prints without end is slowed down to what the subscribers take.
func (t *Transport) Send(channel wire.Channel, m *wire.Message) error {
	select {
	case <-t.closed:
		return io.ErrClosedPipe
	default:
	}
	s := t.sockets[channel]
	if s == nil || len(m.Identities) == 0 {
		return fmt.Errorf("zmq: %s: no such channel, or no identity", channel)
	}
	frames, err := t.codec.Encode(m)
	if err != nil {
		return err
	}
	if channel == wire.IOPub && len(m.Identities) == 1 {
		broadcast(s, frames, endless[m.Header.Type])
		return nil
	}
	p := s.find(frames[0])
	if p == nil {
		return fmt.Errorf("zmq: the client has no connection to %s", channel)
	}
	reply := outgoing{frames: frames[1:]}
	if channel == wire.IOPub {
		p.welcome(string(frames[1]), reply)
	} else {
		p.send(reply)
	}
	return nil
}

// endless are the messages of which a cell can send any number.
var endless = map[string]bool{
	wire.Stream{}.MsgType():            true,
	wire.DisplayData{}.MsgType():       true,
	wire.UpdateDisplayData{}.MsgType(): true,
	wire.ClearOutput{}.MsgType():       true,
}

func broadcast(s *socket, frames [][]byte, paced bool) {
	subscribers := s.subscribers(frames[0])
	for _, p := range subscribers {
		p.send(outgoing{frames: frames})
	}
	if !paced {
		return
	}
	for _, p := range subscribers {
		p.out.pace()
	}
}

// Close delivers what is queued, for as long as a fraction of a second, and
// frees ports and goroutines.
func (t *Transport) Close() error {
	var errs []error
	t.once.Do(func() {
		close(t.closed)
		var all sync.WaitGroup
		var mu sync.Mutex
		for _, s := range t.sockets {
			all.Go(func() {
				err := s.close()
				mu.Lock()
				defer mu.Unlock()
				errs = append(errs, err)
			})
		}
		all.Wait()
	})
	return errors.Join(errs...)
}
