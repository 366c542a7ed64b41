package yaegi_test

import (
	"context"
	"gradus/kernel/symbols"
	"io"
	"strings"
	"testing"
	"time"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/yaegi"
)

// newSession returns a session that may import the standard library.
func newSession(t *testing.T) *eval.Session {
	t.Helper()
	e, err := yaegi.New(symbols.Symbols)
	if err != nil {
		t.Fatal(err)
	}
	return evaltest.Session(t, e)
}

// started is a standard output that calls a function when it is written to.
type started func()

func (s started) Write(p []byte) (int, error) {
	s()
	return len(p), nil
}

// run executes a cell whose output nobody looks at.
func run(s *eval.Session, ctx context.Context, source string) eval.Result {
	return s.Execute(ctx, eval.Cell{Name: "cell", Source: source}, eval.Streams{Stdout: io.Discard, Stderr: io.Discard, Stdin: strings.NewReader("")})
}

func TestInterrupt(t *testing.T) {
	for name, source := range map[string]string{
		"loop":       "n = 1; for {}",
		"counting":   "n = 1; for i := 0; ; i++ { m[i%10] = i }",
		"sleep":      "n = 1; time.Sleep(time.Hour)",
		"receive":    "n = 1; <-make(chan int)",
		"send":       "n = 1; make(chan int) <- 1",
		"select":     "n = 1; select {}",
		"recursion":  "n = 1; fib(60)",
		"lock":       "n = 1; var mu sync.Mutex; mu.Lock(); mu.Lock()",
		"goroutines": "n = 1; for k := 0; k < 4; k++ { go func() { for {} }() }; for {}",
	} {
		t.Run(name, func(t *testing.T) {
			s := newSession(t)
			if r := run(s, context.Background(), "n := 0; m := map[int]int{}\nfunc fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }"); r.Err != nil {
				t.Fatal(r.Err)
			}
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			var interrupted time.Time
			begun := started(func() {
				time.AfterFunc(20*time.Millisecond, func() { interrupted = time.Now(); cancel() })
			})
			source = strings.Replace(source, "n = 1;", "n = 1; fmt.Print(n);", 1)
			r := s.Execute(ctx, eval.Cell{Name: "cell", Source: source}, eval.Streams{Stdout: begun, Stderr: io.Discard, Stdin: strings.NewReader("")})
			t.Logf("stopped %v after the interrupt", time.Since(interrupted))
			if r.Err == nil || r.Err.Name != "Interrupted" {
				t.Fatalf("got %v, want Interrupted", r.Err)
			}
			if r := run(s, context.Background(), "n"); r.Err != nil || r.Value.Data["text/plain"] != "1" {
				t.Fatalf("after the interrupt n is %v (%v), want 1", r.Value, r.Err)
			}
		})
	}
}
