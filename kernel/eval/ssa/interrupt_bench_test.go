package ssa_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sort"
	"strings"
	"testing"
	"time"

	"gradus/kernel/eval"
)

// unending are cells that never end, by what they do. A cell says "go" when it
// is under way; URL and ADDR name a server that never answers.
var unending = map[string]string{
	"loop":         `for {}`,
	"recursion":    `func f(n int) int { if n == 0 { return 0 }; return f(n-1) + f(n-1) }; f(60)`,
	"receive":      `<-make(chan int)`,
	"send":         `c := make(chan int); c <- 1`,
	"range chan":   `for range make(chan int) {}`,
	"select":       `select { case <-make(chan int): case <-time.After(time.Hour): }`,
	"empty select": `select {}`,
	"ping pong":    `a, b := make(chan int), make(chan int); go func() { for x := range a { b <- x } }(); for { a <- 1; <-b }`,
	"sleep":        `time.Sleep(time.Hour)`,
	"defer sleep":  `func f() { defer time.Sleep(time.Hour) }; f()`,
	"sleep loop":   `for { time.Sleep(time.Millisecond) }`,
	"mutex":        `var mu sync.Mutex; time.AfterFunc(time.Hour, mu.Unlock); mu.Lock(); mu.Lock()`,
	"defer lock":   `var mu sync.Mutex; time.AfterFunc(time.Hour, mu.Unlock); mu.Lock(); func f() { defer mu.Lock() }; f()`,
	"embedded":     `type T struct { sync.RWMutex; n int }; var t T; time.AfterFunc(time.Hour, t.Unlock); t.Lock(); t.RLock()`,
	"locker":       `var mu sync.Mutex; time.AfterFunc(time.Hour, mu.Unlock); var l sync.Locker = &mu; l.Lock(); l.Lock()`,
	"method value": `var mu sync.Mutex; time.AfterFunc(time.Hour, mu.Unlock); lock := mu.Lock; lock(); lock()`,
	"wait group":   `var wg sync.WaitGroup; wg.Go(func() { for {} }); wg.Wait()`,
	"cond":         `var mu sync.Mutex; c := sync.NewCond(&mu); time.AfterFunc(time.Hour, c.Signal); mu.Lock(); c.Wait()`,
	"once":         `var once sync.Once; once.Do(func() { for {} })`,
	"scan":         `var s string; fmt.Scan(&s)`,
	"http":         `_, _ = http.Get("URL")`,
	"dial":         `c, _ := net.Dial("tcp", "ADDR"); _, _ = c.Read(make([]byte, 1))`,
	"sort.Slice":   `sort.Slice(make([]int, 10), func(i, j int) bool { for {} })`,
	"callbacks":    `for { sort.Slice(make([]int, 1000), func(i, j int) bool { return i < j }) }`,
	"string range": `s := strings.Repeat("x", 1<<28); n := 0; for { for range s { n++ } }`,
	"map range":    `m := map[int]int{}; for i := range 100_000 { m[i] = i }; n := 0; for { for k := range m { n += k } }`,
	"append":       `var xs []int; for i := 0; ; i++ { xs = append(xs, i); if len(xs) == 1<<22 { xs = nil } }`,
	"make":         `for { _ = make([]byte, 1<<24) }`,
	"copy":         `a, b := make([]byte, 1<<22), make([]byte, 1<<22); for { copy(a, b) }`,
	"defers":       `func f() { defer func() { for {} }() }; f()`,
	"recover":      `func try() { defer func() { recover() }(); for {} }; for { try() }`,
	"recover loop": `func try() { defer func() { recover() }(); panic(1) }; for { try() }`,
	"goroutines":   `for range 20 { go func() { for {} }() }; for {}`,
	"finalizer":    `func spin() { defer func() { recover(); go spin() }(); for i := 0; i < 1000; i++ {} }; go spin(); for {}`,
	"once.Func":    `f := sync.OnceFunc(func() { select {} }); f()`,
	"ticker":       `for range time.Tick(time.Millisecond) {}`,
	"context":      `ctx, _ := context.WithTimeout(context.Background(), time.Hour); <-ctx.Done()`,
	"formatting":   `for { _ = fmt.Sprintf("%v", make([]int, 1000)) }`,
	"printing":     `for { fmt.Println("x") }`,
	"big Sprint":   `xs := make([]int, 1<<22); _ = fmt.Sprint(xs)`,
	"sort.Ints":    `xs := make([]int, 1<<20); for i := range xs { xs[i] = -i*7919%1000003 }; for { sort.Ints(xs) }`,
}

// silence is a server that accepts and never answers.
func silence(b testing.TB) (url, addr string) {
	hang := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hang }))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		close(hang)
		server.CloseClientConnections()
		server.Close()
		l.Close()
	})
	return server.URL, l.Addr().String()
}

// BenchmarkInterrupt reports how long after an interrupt each cell returns, and
// how many goroutines are left of it a little later.
func BenchmarkInterrupt(b *testing.B) {
	url, addr := silence(b)
	var names []string
	for name := range unending {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		source := strings.NewReplacer("URL", url, "ADDR", addr, "; ", ";\n").Replace(unending[name])
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				before := runtime.NumGoroutine()
				r, took := interrupted(b, source)
				if r.Err == nil || r.Err.Name != "Interrupted" {
					b.Fatalf("ended with %v", r.Err)
				}
				b.ReportMetric(float64(took.Microseconds())/1000, "ms")
				time.Sleep(50 * time.Millisecond)
				b.ReportMetric(float64(runtime.NumGoroutine()-before), "left")
			}
		})
	}
}

// interrupted runs a cell for a while, interrupts it and tells when it returned.
func interrupted(t testing.TB, source string) (eval.Result, time.Duration) {
	s := newSession(t)
	in, w := io.Pipe()
	defer w.Close()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var at time.Time
	timer := time.AfterFunc(200*time.Millisecond, func() { at = time.Now(); cancel() })
	defer timer.Stop()
	r := s.Execute(ctx, eval.Cell{Name: "cell", Source: source}, eval.Streams{Stdin: bufio.NewReader(in)})
	return r, time.Since(at)
}
