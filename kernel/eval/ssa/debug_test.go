package ssa_test

import (
	"context"
	"fmt"
	"gradus/kernel/symbols"
	"strings"
	"testing"
	"time"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/ssa"
)

// A debugged session is stopped and resumed by a test.
type debugged struct {
	t       *testing.T
	engine  *ssa.Engine
	session *eval.Session
	stops   chan eval.Stop
	results chan eval.Result
	out     strings.Builder
	at      eval.Stop
}

func debugSession(t *testing.T) *debugged {
	d := &debugged{t: t, engine: ssa.New(symbols.Symbols), stops: make(chan eval.Stop, 1), results: make(chan eval.Result, 1)}
	d.session = evaltest.Session(t, d.engine)
	d.engine.Debug(func(s eval.Stop) { d.stops <- s })
	return d
}

// begin runs a cell until it stops; "»" at the start of a line is a breakpoint.
func (d *debugged) begin(ctx context.Context, name, source string) {
	d.t.Helper()
	d.start(ctx, name, source)
	d.wait()
}

func (d *debugged) start(ctx context.Context, name, source string) {
	var breakpoints []eval.Breakpoint
	for i, line := range strings.Split(source, "\n") {
		if strings.HasPrefix(line, "»") {
			breakpoints = append(breakpoints, eval.Breakpoint{Line: i + 1})
		}
	}
	d.engine.SetBreakpoints(name, breakpoints)
	source = strings.ReplaceAll(source, "»", "")
	go func() {
		d.results <- d.session.Execute(ctx, eval.Cell{Name: name, Source: source}, eval.Streams{Stdout: &d.out, Stderr: &d.out})
	}()
}

func (d *debugged) wait() {
	d.t.Helper()
	select {
	case d.at = <-d.stops:
	case r := <-d.results:
		d.t.Fatalf("the cell ended (%v) and did not stop; it printed %q", r.Err, d.out.String())
	}
}

// resume goes on and waits for the next stop, at a line.
func (d *debugged) resume(how eval.Step, line int) {
	d.t.Helper()
	if err := d.engine.Resume(d.at.Goroutine, how); err != nil {
		d.t.Fatal(err)
	}
	d.wait()
	d.isAt(line)
}

func (d *debugged) isAt(line int) {
	d.t.Helper()
	if d.at.Position.Line != line {
		d.t.Errorf("stopped in line %d, not %d", d.at.Position.Line, line)
	}
}

// end goes on to the cell's end.
func (d *debugged) end(want string) {
	d.t.Helper()
	d.engine.Resume(d.at.Goroutine, eval.Continue)
	r := <-d.results
	if r.Err != nil || d.out.String() != want {
		d.t.Errorf("printed %q, want %q; failed with %v", d.out.String(), want, r.Err)
	}
	d.out.Reset()
}

// stack is the call stack as "function:line", innermost first.
func (d *debugged) stack() string {
	d.t.Helper()
	frames, n, err := d.engine.Stack(d.at.Goroutine, 0, 1000)
	if err != nil || n != len(frames) {
		d.t.Fatal(n, err)
	}
	var out []string
	for _, f := range frames {
		out = append(out, fmt.Sprint(f.Function, ":", f.Position.Line))
	}
	return strings.Join(out, " ")
}

func (d *debugged) frame(i int) eval.StackFrame {
	d.t.Helper()
	frames, _, err := d.engine.Stack(d.at.Goroutine, i, 1)
	if err != nil || len(frames) != 1 {
		d.t.Fatal(len(frames), err)
	}
	return frames[0]
}

// locals are the variables of a frame, shadowed ones in parentheses.
func (d *debugged) locals(i int) string {
	d.t.Helper()
	var out []string
	for _, v := range d.frame(i).Locals() {
		name := v.Name
		if v.Shadowed {
			name = "(" + name + ")"
		}
		out = append(out, name+"="+v.Value)
	}
	return strings.Join(out, " ")
}

func (d *debugged) expect(got, want string) {
	d.t.Helper()
	if got != want {
		d.t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A breakpoint in a loop of an earlier cell's function, hit in each round; the
// locals in scope there, and the stack.
func TestBreakpoint(t *testing.T) {
	d := debugSession(t)
	d.start(context.Background(), "one", `func sum(xs []int) (total int) {
	for i, x := range xs {
		sq := x * x
»		total += sq
		_ = i
	}
	return total
}`)
	if r := <-d.results; r.Err != nil {
		t.Fatal(r.Err)
	}
	d.begin(context.Background(), "two", "n := 3\nfmt.Println(n, sum([]int{1, 2}))")
	d.isAt(4)
	d.expect(d.stack(), "sum:4 :2")
	d.expect(d.locals(0), "xs=[]int{1, 2} total=0 i=0 x=1 sq=1")
	d.resume(eval.Continue, 4)
	d.expect(d.locals(0), "xs=[]int{1, 2} total=1 i=1 x=2 sq=4")
	var cells []string
	for _, v := range d.engine.CellVariables() {
		cells = append(cells, v.Name+" "+v.Type+" "+v.Value)
	}
	d.expect(strings.Join(cells, ";"), "n int 3")
	d.end("3 5\n")
}

// Steps into, over and out of calls, and back into the cell.
func TestSteps(t *testing.T) {
	d := debugSession(t)
	d.begin(context.Background(), "cell", `func add(a, b int) int {
	c := a + b
	return c
}
func twice(n int) int {
	x := add(n, n)
	x = add(x, 0)
	return x
}
»v := twice(2)
w := add(v,
	1)
fmt.Println(v, w)`)
	d.isAt(10)
	d.resume(eval.StepIn, 6)
	d.expect(d.locals(0), "n=2")
	d.resume(eval.StepOver, 7)
	d.expect(d.locals(0), "n=2 x=4")
	d.resume(eval.StepIn, 2)
	d.expect(d.stack(), "add:2 twice:7 :10")
	d.resume(eval.StepOver, 3)
	d.resume(eval.StepOver, 8)
	d.resume(eval.StepOut, 11)
	d.resume(eval.StepOver, 13)
	d.end("4 5\n")
}

// Step over stops at a breakpoint inside the call; step out of recursion goes
// to the caller's next statement.
func TestRecursion(t *testing.T) {
	d := debugSession(t)
	d.begin(context.Background(), "cell", `func fact(n int) int {
	if n == 0 {
»		return 1
	}
	m := fact(n - 1)
	return n * m
}
»f := fact(3)
fmt.Println(f)`)
	d.isAt(8)
	d.resume(eval.StepOver, 3)
	d.expect(d.stack(), "fact:3 fact:5 fact:5 fact:5 :8")
	d.expect(d.locals(2), "n=2")
	d.resume(eval.StepOut, 6)
	d.expect(d.locals(0), "n=1 m=1")
	d.resume(eval.StepOut, 6)
	d.expect(d.locals(0), "n=2 m=1")
	d.resume(eval.StepOver, 6)
	d.expect(d.locals(0), "n=3 m=2")
	d.resume(eval.StepOver, 9)
	d.end("6\n")
}

// Every kind of variable, with shadowed scopes and what closures capture.
func TestLocals(t *testing.T) {
	d := debugSession(t)
	d.begin(context.Background(), "cell", `type Point struct{ X, y float64 }
func f(p Point, in any) (out int, err error) {
	x := 1
	count := 0
	inc := func(by int) {
		count += by
»		_ = x
	}
	{
		x := "inner"
		inc(2)
»		_ = x
	}
	switch in := in.(type) {
	case []string:
»		out = len(in)
	}
	for x := 2.5; x < 3; x++ {
		var a [3]int
		a[1] = 7
		p.y = x
»		x += 0
	}
	q := &p
	m := map[string]*Point{"q": q}
»	out += len(m)
	defer func() {
»		out++
	}()
	return
}
fmt.Println(f(Point{1, 2}, []string{"a", "b"}))`)
	d.expect(d.locals(0), "x=1 count=2 by=2")
	if x, ok := d.frame(0).Lookup("x"); !ok || !x.Captured {
		t.Error("x is not captured")
	}
	d.resume(eval.Continue, 12)
	d.expect(d.locals(0), `p=Point{X: 1, y: 2} in=[]string{"a", "b"} out=0 err=nil (x)=1 count=2 inc=func(by int) x="inner"`)
	d.resume(eval.Continue, 16)
	d.expect(d.locals(0), `p=Point{X: 1, y: 2} (in)=[]string{"a", "b"} out=0 err=nil x=1 count=2 inc=func(by int) in=[]string{"a", "b"}`)
	d.resume(eval.Continue, 22)
	d.expect(d.locals(0), `p=Point{X: 1, y: 2.5} in=[]string{"a", "b"} out=2 err=nil (x)=1 count=2 inc=func(by int) x=2.5 a=[3]int{0, 7, 0}`)
	d.resume(eval.Continue, 26)
	m, _ := d.frame(0).Lookup("m")
	d.expect(m.Type+" "+m.Value, `map[string]*Point map[string]*Point{"q": &Point{X: 1, y: 2.5}}`)
	y := m.Parts(0, 1)[0].Parts(1, 1)[0]
	d.expect(y.Name+" "+y.Type+" "+y.Value, "y float64 2.5")
	d.resume(eval.Continue, 28)
	d.expect(d.stack(), "f.func:28 f:30 :32")
	d.expect(d.locals(0), "out=3")
	d.end("4 <nil>\n")
}

// Methods, generic functions, range functions and callbacks of compiled code.
func TestKindsOfFunctions(t *testing.T) {
	d := debugSession(t)
	d.begin(context.Background(), "cell", `type Stack[T any] struct{ items []T }
func (s *Stack[T]) Push(x T) {
»	s.items = append(s.items, x)
}
func each(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) { return }
		}
	}
}
var s Stack[string]
s.Push("a")
for k := range each(2) {
»	fmt.Println(k)
}
xs := []int{2, 1}
sort.Slice(xs, func(i, j int) bool {
»	return xs[i] < xs[j]
})
fmt.Println(xs)`)
	d.expect(d.stack(), "Stack.Push:3 :13")
	d.expect(d.locals(0), `s=&Stack[string]{items: nil} x="a"`)
	d.resume(eval.Continue, 15)
	d.expect(d.locals(0), "k=0")
	d.expect(d.stack(), "a function literal:15 each.func:8 :14")
	d.resume(eval.Continue, 15)
	d.resume(eval.Continue, 19)
	d.expect(d.locals(0), "i=1 j=0")
	d.expect(d.stack(), "a function literal:19 :18")
	d.engine.SetBreakpoints("cell", nil)
	d.resume(eval.StepOut, 21)
	d.end("0\n1\n[1 2]\n")
}

// All goroutines stop, each with a stack of its own, until one is resumed.
func TestGoroutines(t *testing.T) {
	d := debugSession(t)
	d.begin(context.Background(), "cell", `var wg sync.WaitGroup
var total atomic.Int64
for id := range 3 {
	wg.Go(func() {
		for i := range 100 {
			total.Add(int64(i * id))
		}
	})
}
ready := make(chan bool)
go func() {
	name := "worker"
»	ready <- true
	_ = name
}()
<-ready
wg.Wait()
fmt.Println(total.Load())`)
	d.isAt(13)
	d.expect(d.locals(0), `name="worker"`)
	d.expect(d.stack(), "a function literal:13")
	all := d.engine.Goroutines()
	if len(all) < 2 {
		t.Errorf("%d goroutines", len(all))
	}
	for _, g := range all {
		if g.Stopped {
			d.at.Goroutine = g.ID
			d.stack()
		}
	}
	d.end("14850\n")
}

// A condition decides, and sees the variables.
func TestCondition(t *testing.T) {
	d := debugSession(t)
	seen := 0
	lines := d.engine.SetBreakpoints("cell", []eval.Breakpoint{{Line: 1}})
	if lines[0] != 0 {
		t.Error("verified before the cell was compiled")
	}
	go func() {
		d.results <- d.session.Execute(context.Background(), eval.Cell{Name: "cell", Source: "for i := range 10 {\n\n\n\t_ = i\n}"}, eval.Streams{})
	}()
	d.wait()
	lines = d.engine.SetBreakpoints("cell", []eval.Breakpoint{{Line: 2, Condition: func(f eval.StackFrame) bool {
		seen++
		i, _ := f.Lookup("i")
		return i.Value == "7"
	}}, {Line: 9}})
	if lines[0] != 4 || lines[1] != 0 {
		t.Errorf("breakpoints in lines %v", lines)
	}
	d.resume(eval.Continue, 4)
	d.expect(d.locals(0), "i=7")
	if seen != 8 {
		t.Errorf("the condition was asked %d times", seen)
	}
	d.end("")
}

// An endless loop is paused, and interrupted while it is stopped; the next cell
// runs.
func TestPause(t *testing.T) {
	d := debugSession(t)
	ctx, cancel := context.WithCancel(context.Background())
	d.engine.Pause()
	d.begin(ctx, "cell", "n := 0\nfor {\n\tn++\n}")
	d.isAt(1)
	d.engine.Resume(d.at.Goroutine, eval.Continue)
	time.Sleep(time.Millisecond) // into the loop, most of the time
	d.engine.Pause()
	d.wait()
	if d.at.Reason != eval.AfterPause {
		t.Error(d.at.Reason)
	}
	if d.at.Position.Line != 1 {
		d.resume(eval.StepOver, 5-d.at.Position.Line)
	}
	cancel()
	if r := <-d.results; r.Err == nil || r.Err.Name != "Interrupted" {
		t.Errorf("ended with %v", r.Err)
	}
	if err := d.engine.Resume(d.at.Goroutine, eval.Continue); err == nil {
		t.Error("resumed what has ended")
	}
	d.start(context.Background(), "next", "fmt.Println(1)")
	<-d.results
	d.expect(d.out.String(), "1\n")
}

// A panic stops where it happens, before anything is unwound.
func TestStopOnPanic(t *testing.T) {
	d := debugSession(t)
	d.engine.StopOnPanic(eval.UncaughtPanics)
	d.begin(context.Background(), "cell", `func at(xs []int, i int) int {
	return xs[i]
}
func try() {
	defer func() { recover() }()
	at(nil, 1)
}
try()
at([]int{1}, 7)`)
	d.isAt(2)
	if d.at.Reason != eval.AtPanic || !strings.Contains(fmt.Sprint(d.at.Panic), "index out of range [7]") {
		t.Error(d.at)
	}
	d.expect(d.stack(), "at:2 :9")
	d.expect(d.locals(0), "xs=[]int{1} i=7")
	d.engine.Resume(d.at.Goroutine, eval.Continue)
	if r := <-d.results; r.Err == nil || !strings.Contains(r.Err.Message, "index out of range [7] with length 1") {
		t.Errorf("ended with %v", r.Err)
	}
}

// Large values come in pages.
func TestLargeValues(t *testing.T) {
	d := debugSession(t)
	d.begin(context.Background(), "cell", `type Node struct { Value int; Next *Node; Kids []Node }
func f() {
	xs := make([]float64, 1_000_000)
	xs[999_999] = 0.5
	n := &Node{1, &Node{2, nil, []Node{{3, nil, nil}}}, nil}
	var e any = *n
	n.Next.Next = n
»	_, _ = xs, e
}
f()`)
	f := d.frame(0)
	xs, _ := f.Lookup("xs")
	d.expect(xs.Value, "[]float64{0, 0, 0, 0, 0, 0, 0, 0, … 999992 more}")
	last := xs.Parts(999_998, 100)
	d.expect(fmt.Sprintln(xs.Len, xs.Indexed, len(last), last[1].Name, last[1].Value), "1000000 true 2 999999 0.5\n")
	n, _ := f.Lookup("n")
	kids := n.Parts(1, 1)[0].Parts(2, 1)[0]
	d.expect(kids.Type+" "+kids.Value, "[]Node []Node{Node{Value: 3, Next: nil, Kids: nil}}")
	d.expect(n.Parts(1, 1)[0].Parts(1, 1)[0].Parts(0, 1)[0].Value, "1")
	e, _ := f.Lookup("e")
	d.expect(e.Type+" "+e.Parts(0, 1)[0].Name, "any(Node) Value")
	d.end("")
}
