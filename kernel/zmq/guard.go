package zmq

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
)

// Limits of what a peer may send.
const (
	greetingSize = 64       // of ZMTP 3's greeting, which is no frame
	maxHandshake = 8 << 10  // a frame before the handshake is done
	maxMessage   = 1 << 28  // all frames of a message
	frameCost    = 64       // what a frame costs besides its bytes
	ioBuffer     = 16 << 10 // of each direction
)

// Flags of a ZMTP frame.
const (
	flagMore    = 1 << 0
	flagLong    = 1 << 1
	flagCommand = 1 << 2
)

// guard is a connection on which zmq4 may read whatever arrives: it follows the
// frames, and fails before zmq4 would make room for one that is too large. It
// buffers both directions, and takes out the commands that follow a handshake.
type guard struct {
	net.Conn
	in  *bufio.Reader
	out *bufio.Writer

	ready   bool   // the handshake is done
	limit   uint64 // of a message's size
	left    uint64 // of the frame being read, its header included
	message uint64 // size of the message up to that frame

	command func(body []byte) // called for commands after the handshake
}

func newGuard(conn net.Conn) *guard {
	return &guard{
		Conn:  conn,
		in:    bufio.NewReaderSize(conn, ioBuffer),
		out:   bufio.NewWriterSize(conn, ioBuffer),
		limit: maxHandshake,
		left:  greetingSize,
	}
}

// trust ends the handshake.
func (g *guard) trust() {
	g.ready = true
	g.limit = maxMessage
}

// Read never reads past the frame whose header was checked.
func (g *guard) Read(p []byte) (int, error) {
	for g.left == 0 {
		if err := g.nextFrame(); err != nil {
			return 0, err
		}
	}
	if uint64(len(p)) > g.left {
		p = p[:g.left]
	}
	n, err := g.in.Read(p)
	g.left -= uint64(n)
	return n, err
}

// Write buffers after the handshake; [guard.flush] sends.
func (g *guard) Write(p []byte) (int, error) {
	n, err := g.out.Write(p)
	if err == nil && !g.ready {
		err = g.flush()
	}
	return n, err
}

func (g *guard) flush() error { return g.out.Flush() }

// nextFrame looks at the header that comes next.
func (g *guard) nextFrame() error {
	flags, header, body, err := g.peekHeader()
	if err != nil {
		return err
	}
	g.message += frameCost
	if body > g.limit || g.message+body > g.limit {
		return fmt.Errorf("zmq: message larger than %d bytes", g.limit)
	}
	if flags&flagCommand != 0 && g.ready {
		return g.readCommand(header, body)
	}
	g.left = header + body
	g.message += body
	if flags&flagMore == 0 {
		g.message = 0
	}
	return nil
}

// peekHeader returns a frame's flags, the size of its header and of its body.
func (g *guard) peekHeader() (flags byte, header, body uint64, err error) {
	short, err := g.in.Peek(2)
	if err != nil {
		return 0, 0, 0, err
	}
	if short[0]&flagLong == 0 {
		return short[0], 2, uint64(short[1]), nil
	}
	long, err := g.in.Peek(9)
	if err != nil {
		return 0, 0, 0, err
	}
	return long[0], 9, binary.BigEndian.Uint64(long[1:]), nil
}

// readCommand reads a command that zmq4 is not to see: it would answer a PING
// at once, in the middle of what another goroutine is writing.
func (g *guard) readCommand(header, body uint64) error {
	g.message = 0
	if body > maxHandshake {
		return fmt.Errorf("zmq: command larger than %d bytes", maxHandshake)
	}
	whole := make([]byte, header+body)
	if _, err := io.ReadFull(g.in, whole); err != nil {
		return err
	}
	g.command(whole[header:])
	return nil
}
