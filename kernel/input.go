package kernel

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"gradus/kernel/wire"
)

// errNoInput is what a cell reads when its front end cannot ask the user.
var errNoInput = errors.New("no input: the front end that ran this cell does not offer it (allow_stdin is false)")

// inputs asks front ends for input, one question at a time.
type inputs struct {
	asking sync.Mutex // held while a question is open

	mu     sync.Mutex
	answer chan<- string // of the open question; nil without one
}

func (i *inputs) expect(answer chan<- string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.answer = answer
}

// deliver reports whether anyone was waiting for the line.
func (i *inputs) deliver(line string) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.answer == nil {
		return false
	}
	i.answer <- line
	i.answer = nil
	return true
}

// stdin returns what a cell reads: each time it runs dry, the user is asked for
// another line. It ends with the cell, when close is called.
func (k *Kernel) stdin(ctx context.Context, r *request, allowed bool) (in io.Reader, close func()) {
	ctx, cancel := context.WithCancel(ctx)
	return &stdin{kernel: k, request: r, allowed: allowed, ctx: ctx}, cancel
}

type stdin struct {
	kernel  *Kernel
	request *request
	allowed bool
	ctx     context.Context // of the running cell

	mu   sync.Mutex
	line []byte // read from the user and not yet by the cell
}

// Read returns at most one line.
func (s *stdin) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(p) == 0 {
		return 0, nil
	}
	if len(s.line) == 0 {
		if !s.allowed {
			return 0, errNoInput
		}
		line, err := s.kernel.ask(s.ctx, s.request)
		if err != nil {
			return 0, fmt.Errorf("no input: %w", err)
		}
		s.line = append([]byte(line), '\n')
	}
	n := copy(p, s.line)
	s.line = s.line[n:]
	return n, nil
}

// ask has the front end that sent r ask its user for a line. The prompt is
// what the cell printed.
func (k *Kernel) ask(ctx context.Context, r *request) (string, error) {
	k.input.asking.Lock()
	defer k.input.asking.Unlock()
	if err := ctx.Err(); err != nil {
		return "", err
	}
	answer := make(chan string, 1)
	k.input.expect(answer)
	defer k.input.expect(nil)
	r.out.flush()
	if err := k.send(wire.Stdin, r.Identities, wire.InputRequest{}, r.Header); err != nil {
		return "", err
	}
	select {
	case line := <-answer:
		return line, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// inputReply hands the user's line to the cell that asked for it.
func (k *Kernel) inputReply(r *request, reply wire.InputReply) {
	if !k.input.deliver(reply.Value) {
		k.log.Warn("input that nobody asked for", "session", r.Header.Session)
	}
}
