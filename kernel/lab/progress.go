package lab

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// progress tells the learner what is going on: a line for each step, and
// while a step runs, on a terminal, a line that lives; elsewhere a sign of
// life every ten seconds.
type progress struct {
	w        io.Writer
	terminal bool
}

func newProgress(w io.Writer) *progress {
	if w == nil {
		w = io.Discard
	}
	p := &progress{w: w}
	if f, ok := w.(*os.File); ok {
		info, err := f.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

func (p *progress) line(format string, args ...any) { fmt.Fprintf(p.w, format+"\n", args...) }

// begin announces a step that takes a while. The caller ends it with done.
func (p *progress) begin(format string, args ...any) *step {
	s := &step{p: p, title: fmt.Sprintf(format, args...), start: time.Now(), quit: make(chan struct{}), gone: make(chan struct{})}
	every := 10 * time.Second
	if p.terminal {
		every = 200 * time.Millisecond
	} else {
		p.line("%s …", s.title)
	}
	go s.tick(every)
	return s
}

// A step is a piece of work that is being shown.
type step struct {
	p     *progress
	title string
	start time.Time
	quit  chan struct{}
	gone  chan struct{}

	mu     sync.Mutex
	detail string
}

// at says what the step is doing now.
func (s *step) at(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.detail = fmt.Sprintf(format, args...)
}

// done ends the step; ok says whether it came to its end.
func (s *step) done(ok bool) {
	close(s.quit)
	<-s.gone
	seconds := int(time.Since(s.start).Seconds())
	switch {
	case s.p.terminal && ok:
		fmt.Fprintf(s.p.w, "\r\x1b[K✓ %s (%d s)\n", s.title, seconds)
	case s.p.terminal:
		fmt.Fprintf(s.p.w, "\r\x1b[K✗ %s\n", s.title)
	case ok:
		s.p.line("  done (%d s)", seconds)
	}
}

func (s *step) tick(every time.Duration) {
	defer close(s.gone)
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for turn := 0; ; turn++ {
		select {
		case <-s.quit:
			return
		case <-ticker.C:
		}
		s.mu.Lock()
		detail := s.detail
		s.mu.Unlock()
		seconds := int(time.Since(s.start).Seconds())
		if s.p.terminal {
			spinner := []rune("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")
			fmt.Fprintf(s.p.w, "\r\x1b[K%c %s (%d s) %s", spinner[turn%len(spinner)], s.title, seconds, detail)
		} else {
			s.p.line("  %d s %s", seconds, detail)
		}
	}
}
