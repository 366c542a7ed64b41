package zmq

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
)

// handshakeTime is how long a peer may take to introduce itself.
const handshakeTime = 2 * time.Second

// peer is one connection to a socket. It is read by one goroutine and written
// by another, so that it waits for no other peer and no other for it.
type peer struct {
	serial   uint64 // unique in the process, later peers have larger ones
	identity string // what the peer calls itself, maybe nothing
	guard    *guard
	conn     *zmq4.Conn
	out      *outbox

	mu     sync.Mutex
	topics map[string]subscription // of an iopub peer
}

// subscription is a peer's to one topic. It takes effect with the kernel's
// welcome, so that this is what the subscriber receives first.
type subscription struct {
	count    int
	welcomed bool
}

var serials atomic.Uint64

// openPeer does the handshake. zmq4 panics on some malformed ones.
func openPeer(conn net.Conn, kind zmq4.SocketType) (p *peer, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("zmq: malformed handshake: %v", v)
		}
	}()
	p = &peer{serial: serials.Add(1), guard: newGuard(conn), out: newOutbox(), topics: map[string]subscription{}}
	p.guard.command = p.command
	if err := conn.SetDeadline(time.Now().Add(handshakeTime)); err != nil {
		return nil, err
	}
	p.conn, err = zmq4.Open(p.guard, null.Security(), kind, nil, true, nil)
	if err != nil {
		return nil, err
	}
	p.identity = p.conn.Peer.Meta["Identity"]
	p.guard.trust()
	return p, conn.SetDeadline(time.Time{})
}

// serialSize is the length of the serial in a routing frame.
const serialSize = 8

// routing returns the frame that names the peer: its identity, which its
// connections to other sockets share, and its serial, which is its own.
func (p *peer) routing() []byte {
	return binary.BigEndian.AppendUint64([]byte(p.identity), p.serial)
}

// splitRouting undoes routing.
func splitRouting(frame []byte) (identity string, serial uint64, ok bool) {
	at := len(frame) - serialSize
	if at < 0 {
		return "", 0, false
	}
	return string(frame[:at]), binary.BigEndian.Uint64(frame[at:]), true
}

// send queues a message for the peer, and gives the peer up if it has taken
// too little for too long.
func (p *peer) send(m outgoing) {
	if !p.out.put(m) {
		p.guard.Close()
	}
}

// write sends what is queued until the outbox is closed or the peer is gone.
func (p *peer) write() {
	defer p.guard.Close()
	for {
		messages := p.out.take()
		if messages == nil {
			return
		}
		for _, m := range messages {
			if err := p.transmit(m); err != nil {
				return
			}
			p.out.done(m)
		}
		if err := p.guard.flush(); err != nil {
			return
		}
	}
}

func (p *peer) transmit(m outgoing) error {
	if m.command != "" {
		return p.conn.SendCmd(m.command, m.frames[0])
	}
	return p.conn.SendMsg(zmq4.NewMsgFrom(m.frames...))
}

// read passes each message to deliver until the peer is gone.
func (p *peer) read(deliver func(frames [][]byte)) error {
	for {
		m, err := p.conn.RecvMsg()
		if err != nil {
			return err
		}
		deliver(m.Frames)
	}
}

// command serves what a peer may ask of the connection itself: heartbeats.
func (p *peer) command(body []byte) {
	const ping, ttl = "\x04PING", 2
	if context, isPing := bytes.CutPrefix(body, []byte(ping)); isPing && len(context) >= ttl {
		p.send(outgoing{command: zmq4.CmdPong, frames: [][]byte{context[ttl:]}})
	}
}

// subscribe notes a subscription or its end, if the message is one. It returns
// the topic when it is new.
func (p *peer) subscribe(frames [][]byte) (topic string, isNew bool) {
	if len(frames) != 1 || len(frames[0]) == 0 {
		return "", false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	topic = string(frames[0][1:])
	sub := p.topics[topic]
	switch frames[0][0] {
	case 1:
		sub.count++
		isNew = sub.count == 1
	case 0:
		sub.count--
	}
	if sub.count > 0 {
		p.topics[topic] = sub
	} else {
		delete(p.topics, topic)
	}
	return topic, isNew
}

// welcome sends the peer a message, and makes its subscription effective.
func (p *peer) welcome(topic string, m outgoing) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.send(m)
	if sub, ok := p.topics[topic]; ok {
		sub.welcomed = true
		p.topics[topic] = sub
	}
}

// wants reports whether a subscription of the peer is the beginning of topic.
func (p *peer) wants(topic []byte) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for t, sub := range p.topics {
		if sub.welcomed && bytes.HasPrefix(topic, []byte(t)) {
			return true
		}
	}
	return false
}
