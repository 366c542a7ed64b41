package ssa_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"gradus/kernel/eval"
)

// What runs for ever is interrupted, and the session goes on after it. The
// deferred print must not appear: it is learner's code.
func TestInterrupt(t *testing.T) {
	s := newSession(t)
	run(t, s, "time.AfterFunc(time.Hour, func() {})") // could wake whoever waits: no deadlocks
	for _, source := range []string{
		"for {}",
		"func f(n int) int { if n == 0 { return 0 }; return f(n-1) + f(n-1) }\nf(60)",
		"<-make(chan int)",
		"var none chan int\nnone <- 1",
		"select {}",
		"time.Sleep(time.Hour)",
		"var wg sync.WaitGroup\nwg.Add(1)\ngo func() { for {} }()\nfor i := 0; ; i++ { defer fmt.Println(i) }",
		"sort.Slice(make([]int, 10), func(i, j int) bool { for {} })",
	} {
		var out strings.Builder
		ctx, cancel := context.WithCancel(context.Background())
		timer := time.AfterFunc(50*time.Millisecond, cancel)
		r := s.Execute(ctx, eval.Cell{Name: "cell", Source: source}, eval.Streams{Stdout: &out, Stderr: &out})
		timer.Stop()
		cancel()
		if r.Err == nil || r.Err.Name != "Interrupted" {
			t.Errorf("%s\nended with %v, not interrupted", source, r.Err)
		}
		if out.Len() > 0 {
			t.Errorf("%s\nran on after the interrupt: %s", source, out.String())
		}
		if r := s.Execute(context.Background(), eval.Cell{Name: "cell", Source: "1 + 1"}, eval.Streams{}); r.Err != nil {
			t.Errorf("after %s\nthe next cell failed: %v", source, r.Err)
		}
	}
}

// A goroutine that an interrupt left in compiled code ends when it comes out of
// there: nothing of the cell runs on.
func TestNothingRunsOn(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer server.Close()
	before := interpreting()
	s := newSession(t)
	var out safeBuilder
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	r := s.Execute(ctx, eval.Cell{Name: "cell", Source: `
func fetch() { defer fmt.Println("deferred"); http.Get("` + server.URL + `"); fmt.Println("late") }
go fetch()
fetch()`}, eval.Streams{Stdout: &out})
	if r.Err == nil || r.Err.Name != "Interrupted" {
		t.Errorf("ended with %v", r.Err)
	}
	close(release)
	for wait := time.Millisecond; interpreting() > before && wait < 5*time.Second; wait *= 2 {
		time.Sleep(wait)
	}
	if n := interpreting(); n > before {
		t.Errorf("%d goroutines are in cells, %d before", n, before)
	}
	if out.String() != "" {
		t.Errorf("ran on: %q", out.String())
	}
}

// interpreting counts the calls of cells' code, in all goroutines.
func interpreting() int {
	buf := make([]byte, 1<<20)
	return strings.Count(string(buf[:runtime.Stack(buf, true)]), "/ssa.(*thread).loop(")
}

// A goroutine that outlives its cell goes on, prints to that cell, and sleeps
// through the interrupt of another, whose goroutines end.
func TestBackground(t *testing.T) {
	s, before := newSession(t), interpreting()
	var first, second safeBuilder
	run := func(ctx context.Context, source string, out *safeBuilder) *eval.Error {
		return s.Execute(ctx, eval.Cell{Name: "cell", Source: source}, eval.Streams{Stdout: out}).Err
	}
	if err := run(context.Background(), `
tick, woken := make(chan int), make(chan int)
go func() { for n := range tick { fmt.Println("tick", n) }; close(woken) }()
slept := make(chan time.Duration, 1)
go func() { t := time.Now(); time.Sleep(300*time.Millisecond); slept <- time.Since(t) }()`, &first); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	if err := run(ctx, "go func() { for {} }()\ntick <- 1\nfor {}", &second); err == nil || err.Name != "Interrupted" {
		t.Errorf("ended with %v", err)
	}
	if err := run(context.Background(), "tick <- 2\nclose(tick)\n<-woken\nif d := <-slept; d < 300*time.Millisecond { panic(d) }", &second); err != nil {
		t.Error(err)
	}
	if first.String() != "tick 1\ntick 2\n" || second.String() != "" {
		t.Errorf("printed %q and %q", first.String(), second.String())
	}
	for wait := time.Millisecond; interpreting() > before && wait < 5*time.Second; wait *= 2 {
		time.Sleep(wait)
	}
	if n := interpreting(); n > before {
		t.Errorf("%d goroutines are in cells, %d before: those of the interrupted cell run on", n, before)
	}
}

// A safeBuilder is a strings.Builder for several goroutines.
type safeBuilder struct {
	mu sync.Mutex
	strings.Builder
}

func (b *safeBuilder) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Builder.Write(p)
}

func (b *safeBuilder) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Builder.String()
}
