package yaegi

import (
	"bytes"
	"io"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"

	"gradus/kernel/eval"
)

// A switchboard connects the interpreter's streams, of which there is one set
// for its whole life, to those of the cell that reads or writes. A goroutine
// goes on writing to the cell that started it.
type switchboard struct {
	current atomic.Pointer[eval.Streams]
	strays  atomic.Int64 // goroutines that cells have started

	mu      sync.Mutex
	owners  map[int64]*eval.Streams // goroutine → its cell's streams
	tickets map[int]*eval.Streams   // handed from a starting goroutine to the new one
	next    int
}

func newSwitchboard() *switchboard {
	b := &switchboard{owners: map[int64]*eval.Streams{}, tickets: map[int]*eval.Streams{}}
	b.current.Store(&eval.Streams{Stdout: io.Discard, Stderr: io.Discard, Stdin: bytes.NewReader(nil)})
	return b
}

// connect makes s the streams of the cell that runs from now on. They stay in
// use after it, for what writes late, until the next cell's take over.
func (b *switchboard) connect(s eval.Streams) { b.current.Store(&s) }

// of returns the streams of the calling goroutine's cell.
func (b *switchboard) of() *eval.Streams {
	if b.strays.Load() > 0 {
		b.mu.Lock()
		defer b.mu.Unlock()
		if s := b.owners[goroutineID()]; s != nil {
			return s
		}
	}
	return b.current.Load()
}

// ticket is taken by a goroutine that is about to start another.
func (b *switchboard) ticket() int {
	s := b.of()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.next++
	b.tickets[b.next] = s
	return b.next
}

// enter redeems the ticket in the new goroutine.
func (b *switchboard) enter(ticket int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.owners[goroutineID()] = b.tickets[ticket]
	delete(b.tickets, ticket)
	b.strays.Add(1)
}

// leave is called as the goroutine ends.
func (b *switchboard) leave() {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.owners, goroutineID())
	b.strays.Add(-1)
}

// A stream is one of the three standard streams.
type stream struct {
	board *switchboard
	which func(*eval.Streams) any
}

func (s *stream) Write(p []byte) (int, error) {
	return s.which(s.board.of()).(io.Writer).Write(p)
}

func (s *stream) Read(p []byte) (int, error) {
	return s.which(s.board.of()).(io.Reader).Read(p)
}

func (b *switchboard) stdout() io.Writer {
	return &stream{b, func(s *eval.Streams) any { return s.Stdout }}
}

func (b *switchboard) stderr() io.Writer {
	return &stream{b, func(s *eval.Streams) any { return s.Stderr }}
}

func (b *switchboard) stdin() io.Reader {
	return &stream{b, func(s *eval.Streams) any { return s.Stdin }}
}

// goroutineID reads the number from the head of the goroutine's stack trace,
// "goroutine 7 [running]": the runtime tells it nowhere else.
func goroutineID() int64 {
	var buf [40]byte
	text := bytes.TrimPrefix(buf[:runtime.Stack(buf[:], false)], []byte("goroutine "))
	end := bytes.IndexByte(text, ' ')
	if end < 0 {
		return 0
	}
	id, _ := strconv.ParseInt(string(text[:end]), 10, 64)
	return id
}
