package eval

import (
	"bytes"
	"crypto/rand"
	"io"
	"os"
	"sync"
)

// CaptureFiles sends what anything in this process writes to os.Stdout and
// os.Stderr to the streams of the cell that runs, or ran last. Compiled
// libraries write there, and cells that name the files. A kernel calls it
// once; restore ends it.
func (s *Session) CaptureFiles() (restore func(), err error) {
	out, err := newCapture(&os.Stdout)
	if err != nil {
		return nil, err
	}
	errs, err := newCapture(&os.Stderr)
	if err != nil {
		out.close()
		return nil, err
	}
	s.running.Lock()
	defer s.running.Unlock()
	s.captures = []*capture{out, errs}
	return sync.OnceFunc(func() {
		s.running.Lock()
		defer s.running.Unlock()
		s.captures = nil
		out.close()
		errs.close()
	}), nil
}

// connectFiles directs captured output to the streams; flush waits until all
// that has been written has arrived there.
func (s *Session) connectFiles(streams Streams) (flush func()) {
	if len(s.captures) == 0 {
		return func() {}
	}
	s.captures[0].direct(streams.Stdout)
	s.captures[1].direct(streams.Stderr)
	return func() {
		for _, c := range s.captures {
			c.flush()
		}
	}
}

// A capture replaces one of the process's files by a pipe.
type capture struct {
	file     **os.File
	original *os.File
	writer   *os.File
	marker   []byte        // written by flush, and taken out again by the reader
	arrived  chan struct{} // one value for each marker
	done     chan struct{}

	mu     sync.Mutex
	target io.Writer
}

func newCapture(file **os.File) (*capture, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c := &capture{
		file: file, original: *file, writer: w, marker: make([]byte, 24),
		arrived: make(chan struct{}), done: make(chan struct{}), target: *file,
	}
	rand.Read(c.marker)
	*file = w
	go c.pump(r)
	return c, nil
}

func (c *capture) direct(w io.Writer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.target = w
}

func (c *capture) write(p []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(p) > 0 {
		c.target.Write(p)
	}
}

func (c *capture) flush() {
	if _, err := c.writer.Write(c.marker); err == nil {
		<-c.arrived
	}
}

// pump passes on what comes out of the pipe, the markers left out.
func (c *capture) pump(r *os.File) {
	defer close(c.done)
	defer r.Close()
	var held []byte
	buf := make([]byte, 64<<10)
	for {
		n, err := r.Read(buf)
		held = append(held, buf[:n]...)
		for {
			before, after, found := bytes.Cut(held, c.marker)
			if !found {
				break
			}
			c.write(before)
			c.arrived <- struct{}{}
			held = append([]byte(nil), after...)
		}
		keep := 0
		if err == nil {
			keep = partial(held, c.marker)
		}
		c.write(held[:len(held)-keep])
		held = append([]byte(nil), held[len(held)-keep:]...)
		if err != nil {
			return
		}
	}
}

// partial is how many bytes at the end of data may begin a marker.
func partial(data, marker []byte) int {
	for n := min(len(data), len(marker)-1); n > 0; n-- {
		if bytes.HasPrefix(marker, data[len(data)-n:]) {
			return n
		}
	}
	return 0
}

func (c *capture) close() {
	*c.file = c.original
	c.writer.Close()
	<-c.done
}
