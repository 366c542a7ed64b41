package yaegi_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"

	"gradus/kernel/eval"
)

// A buffer that goroutines may write to.
type buffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *buffer) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.String()
}

// What a goroutine prints goes to the cell that started it, also when that has
// ended and another one runs, and when the goroutine starts one itself.
func TestOutputOfGoroutines(t *testing.T) {
	s := newSession(t)
	execute := func(source string) *buffer {
		t.Helper()
		var out buffer
		r := s.Execute(context.Background(), eval.Cell{Source: source}, eval.Streams{Stdout: &out, Stderr: &out, Stdin: strings.NewReader("")})
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		return &out
	}
	first := execute(`
start, done := make(chan bool), make(chan bool)
func say(what string) { fmt.Println(what) }
go func() {
	<-start
	say("from the first")
	go func() {
		say("from its child")
		done <- true
	}()
}()
say("first")`)
	second := execute(`
say("second")
start <- true
<-done
say("second ends")`)
	if got, want := first.text(), "first\nfrom the first\nfrom its child\n"; got != want {
		t.Errorf("the first cell printed %q, want %q", got, want)
	}
	if got, want := second.text(), "second\nsecond ends\n"; got != want {
		t.Errorf("the second cell printed %q, want %q", got, want)
	}
}
