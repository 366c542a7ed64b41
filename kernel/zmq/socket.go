package zmq

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"
)

// drainTime is how long peers have at the end to take what is queued.
const drainTime = 300 * time.Millisecond

// socket accepts peers of one kind.
type socket struct {
	name     string
	kind     zmq4.SocketType
	log      *slog.Logger
	listener net.Listener
	deliver  func(*peer, [][]byte) // called with each message that arrives
	drain    time.Duration         // at close

	closing chan struct{}
	work    sync.WaitGroup // every goroutine of the socket

	mu     sync.Mutex
	peers  map[uint64]*peer
	conns  map[net.Conn]struct{} // of peers and of those that shake hands
	closed bool
}

// listenSocket opens a socket. Nobody is accepted before [socket.start].
func listenSocket(name string, kind zmq4.SocketType, network, address string, log *slog.Logger) (*socket, error) {
	l, err := listen(network, address)
	if err != nil {
		return nil, fmt.Errorf("zmq: %s socket: %w", name, err)
	}
	return &socket{
		name: name, kind: kind, log: log, listener: l, drain: drainTime, closing: make(chan struct{}),
		peers: map[uint64]*peer{}, conns: map[net.Conn]struct{}{},
	}, nil
}

// start accepts peers and passes their messages to deliver.
func (s *socket) start(deliver func(*peer, [][]byte)) {
	s.deliver = deliver
	s.work.Go(s.accept)
}

// accept serves each connection in goroutines of its own.
func (s *socket) accept() {
	const shortest, longest = 5 * time.Millisecond, time.Second
	pause := shortest
	for {
		conn, err := s.listener.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil: // out of file descriptors, say: that may pass
			s.log.Warn("cannot accept", "socket", s.name, "error", err)
			select {
			case <-time.After(pause):
			case <-s.closing:
			}
			pause = min(2*pause, longest)
			continue
		}
		pause = shortest
		if s.adopt(conn) {
			s.work.Go(func() { s.serve(conn) })
		}
	}
}

// adopt notes a connection, unless the socket is being closed.
func (s *socket) adopt(conn net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		conn.Close()
		return false
	}
	s.conns[conn] = struct{}{}
	return true
}

// serve is the life of a connection.
func (s *socket) serve(conn net.Conn) {
	defer s.forget(conn)
	p, err := openPeer(conn, s.kind)
	if err != nil {
		s.log.Debug("no ZeroMQ peer", "socket", s.name, "from", conn.RemoteAddr(), "error", err)
		return
	}
	if !s.add(p) {
		return
	}
	s.work.Go(p.write)
	err = p.read(func(frames [][]byte) { s.deliver(p, frames) })
	s.remove(p)
	s.log.Debug("peer gone", "socket", s.name, "error", err)
}

func (s *socket) add(p *peer) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.peers[p.serial] = p
	return true
}

func (s *socket) remove(p *peer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.peers, p.serial)
	p.out.close()
}

func (s *socket) forget(conn net.Conn) {
	conn.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, conn)
}

// find returns the peer that a routing frame names: the connection it was made
// for or, on another socket than that, the latest of the same identity.
func (s *socket) find(routing []byte) *peer {
	identity, serial, ok := splitRouting(routing)
	if !ok {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.peers[serial]; p != nil {
		return p
	}
	var latest *peer
	for _, p := range s.peers {
		if identity != "" && p.identity == identity && (latest == nil || p.serial > latest.serial) {
			latest = p
		}
	}
	return latest
}

// subscribers returns the peers that want a topic.
func (s *socket) subscribers(topic []byte) []*peer {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []*peer
	for _, p := range s.peers {
		if p.wants(topic) {
			found = append(found, p)
		}
	}
	return found
}

// close stops accepting, gives the peers some time to take what is queued, and
// returns when no goroutine is left and the port is free.
func (s *socket) close() error {
	err := s.listener.Close()
	close(s.closing)
	s.mu.Lock()
	s.closed = true
	ready := map[net.Conn]bool{}
	for _, p := range s.peers {
		ready[p.guard.Conn] = true
		p.guard.SetWriteDeadline(time.Now().Add(s.drain))
		p.out.close()
	}
	for conn := range s.conns {
		if !ready[conn] {
			conn.Close()
		}
	}
	s.mu.Unlock()
	s.work.Wait()
	return err
}
