package kernel

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"gradus/kernel/wire"
)

var update = flag.Bool("update", false, "rewrite the expected messages in testdata")

// TestCorpus plays the conversations of testdata/*.txt. In a file
//
//	> shell execute_request {"code": "print 1"}
//	  iopub status {"execution_state":"busy"}
//
// is a request, and what comes in answer to it, in order. The next request is
// sent when this one is done; with ">>" instead of ">" it is sent at once, or as
// soon as the cell blocks if its code does. At an empty line all that was sent
// is awaited. Lines that are neither are comments. Cells are written in the
// language of [script].
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no conversations: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := play(t, want)
			switch {
			case *update:
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			case !bytes.Equal(got, bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))):
				t.Errorf("%s differs (run with -update, and look at the difference); got\n%s", file, got)
			}
		})
	}
}

// patient is how long a test waits for what must come.
const patient = 20 * time.Second

// play has a conversation with a new kernel and returns its file.
func play(t *testing.T, file []byte) []byte {
	c := converse(t)
	type entry struct {
		text    string
		request *wire.Message // nil for a comment
	}
	var entries []entry
	lines := bufio.NewScanner(bytes.NewReader(file))
	for lines.Scan() {
		line := lines.Text()
		words := strings.SplitN(line, " ", 4)
		switch {
		case strings.HasPrefix(line, "  "):
			continue // what is expected
		case line == "":
			for _, e := range entries {
				if e.request != nil {
					c.answers(e.request)
				}
			}
			entries = append(entries, entry{})
			continue
		case len(words) < 4 || words[0] != ">" && words[0] != ">>":
			entries = append(entries, entry{text: line})
			continue
		}
		entries = append(entries, entry{line, c.say(words[0] == ">", wire.Channel(words[1]), words[2], words[3])})
	}
	var out bytes.Buffer
	for _, e := range entries {
		fmt.Fprintln(&out, e.text)
		if e.request == nil {
			continue
		}
		answers := c.answers(e.request)
		c.check(e.request, answers)
		for _, a := range answers {
			fmt.Fprintf(&out, "  %s %s %s\n", a.channel, a.message.Header.Type, c.stable(a.message.Content))
		}
	}
	return out.Bytes()
}

// conversation is a client of a running kernel that collects what it is sent.
type conversation struct {
	*testing.T
	script *script
	client *Client
	served chan error

	mu       sync.Mutex
	changed  *sync.Cond
	received []parcel
	ended    bool
}

// converse starts a kernel, which ends with the test.
func converse(t *testing.T) *conversation {
	c := &conversation{T: t, script: newScript(), served: make(chan error, 1)}
	c.changed = sync.NewCond(&c.mu)
	k := New(c.script, Options{Name: "corpus", Version: "1.0", Banner: "A kernel", Log: slog.New(slog.DiscardHandler)})
	client, transport := Pipe()
	c.client = client
	ctx, cancel := context.WithCancel(context.Background())
	go func() { c.served <- k.Serve(ctx, transport) }()
	go c.collect()
	t.Cleanup(func() {
		cancel()
		select {
		case err := <-c.served:
			if err != nil {
				t.Errorf("Serve: %v", err)
			}
		case <-time.After(patient):
			t.Error("Serve did not return")
		}
	})
	return c
}

func (c *conversation) collect() {
	for {
		channel, m, err := c.client.Receive(context.Background())
		c.mu.Lock()
		if c.ended = errors.Is(err, io.EOF); !c.ended {
			c.received = append(c.received, parcel{channel, m})
		}
		c.changed.Broadcast()
		c.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// source is a content given as JSON.
type source struct {
	json.RawMessage
	msgType string
}

func (s source) MsgType() string { return s.msgType }

// say sends a request, and waits until it is done or, for a cell that blocks,
// until it does so.
func (c *conversation) say(wait bool, channel wire.Channel, msgType, content string) *wire.Message {
	c.Helper()
	if channel == wire.Stdin {
		c.await(msgType, func(p parcel) bool { return p.message.Header.Type == "input_request" })
	}
	m, err := c.client.Send(channel, source{json.RawMessage(content), msgType})
	if err != nil {
		c.Fatal(err)
	}
	switch {
	case channel == wire.Stdin:
	case wait:
		c.idle(m)
	case strings.Contains(content, "wait") || strings.Contains(content, "spin"):
		select {
		case <-c.script.blocked:
		case <-time.After(patient):
			c.Fatalf("%s: the cell did not block", content)
		}
	}
	return m
}

// idle waits until request is done.
func (c *conversation) idle(request *wire.Message) {
	c.Helper()
	c.await(request.Header.Type+" done", func(p parcel) bool {
		return p.message.Parent.ID == request.Header.ID && bytes.Contains(p.message.Content, []byte(`"execution_state":"idle"`))
	})
}

// await returns the first message that is wanted.
func (c *conversation) await(what string, wanted func(parcel) bool) *wire.Message {
	c.Helper()
	timeout := time.AfterFunc(patient, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.ended = true
		c.changed.Broadcast()
	})
	defer timeout.Stop()
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		for _, p := range c.received {
			if wanted(p) {
				return p.message
			}
		}
		if c.ended {
			c.Fatalf("no %s among %d messages", what, len(c.received))
		}
		c.changed.Wait()
	}
}

// answers returns what came for request, once it is done.
func (c *conversation) answers(request *wire.Message) []parcel {
	c.Helper()
	if request.Header.Type != "input_reply" {
		c.idle(request)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var found []parcel
	for _, p := range c.received {
		if p.message.Parent.ID == request.Header.ID {
			found = append(found, p)
		}
	}
	return found
}

// check holds the answers against the schema and against the rules of busy,
// idle, replies and errors.
func (c *conversation) check(request *wire.Message, answers []parcel) {
	c.Helper()
	replies, failures := 0, 0
	for i, a := range answers {
		m := a.message
		if err := errors.Join(checkHeader(m.Header, answers[0].message.Header.Session), checkContent(m.Header.Type, m.Content)); err != nil {
			c.Error(err)
		}
		if got, want := mustJSON(m.Parent), mustJSON(request.Header); got != want {
			c.Errorf("%s: parent header %s, want %s", m.Header.Type, got, want)
		}
		isStatus := m.Header.Type == "status"
		if atEnd := i == 0 || i == len(answers)-1; isStatus != atEnd {
			c.Errorf("%s: message %d of %d is %s %s", request.Header.Type, i+1, len(answers), m.Header.Type, m.Content)
		}
		if strings.HasSuffix(m.Header.Type, "_reply") && a.channel != wire.IOPub {
			replies++
		}
		if m.Header.Type == "error" {
			failures++
		}
	}
	if _, known := handlers[request.Header.Type]; known && strings.HasSuffix(request.Header.Type, "_request") && replies != 1 {
		c.Errorf("%s has %d replies", request.Header.Type, replies)
	}
	if failures > 1 {
		c.Errorf("%s published %d errors", request.Header.Type, failures)
	}
}

func mustJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

var displayID = regexp.MustCompile(`"display_id":"[0-9a-f]+"`)

// stable replaces what differs from run to run.
func (c *conversation) stable(content []byte) []byte {
	content = displayID.ReplaceAll(content, []byte(`"display_id":"…"`))
	return bytes.ReplaceAll(content, []byte(wire.Go().Version), []byte("(Go's version)"))
}
