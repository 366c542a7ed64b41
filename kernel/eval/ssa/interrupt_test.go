package ssa_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"gradus/kernel/eval"
)

// What runs for ever is interrupted, and the session goes on after it. The
// deferred print must not appear: it is learner's code.
func TestInterrupt(t *testing.T) {
	s := newSession(t)
	for _, source := range []string{
		"for {}",
		"func f(n int) int { if n == 0 { return 0 }; return f(n-1) + f(n-1) }\nf(60)",
		"<-make(chan int)",
		"var none chan int\nnone <- 1",
		"select {}",
		"reflect.ValueOf(make(chan []Never)).Recv()\ntype Never int",
		"reflect.Select(nil)",
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
