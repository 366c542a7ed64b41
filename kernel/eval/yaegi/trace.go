package yaegi

import (
	"errors"
	"fmt"
	"go/token"
	"io"
	"reflect"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"github.com/traefik/yaegi/interp"

	"gradus/kernel/eval"
)

// A trace collects where a panic passed. yaegi tells it by writing a line to
// its standard error for every interpreted call that a panic unwinds:
// "cell[3]:2:5: panic: main.fʹ7(...)".
type trace struct {
	mu     sync.Mutex
	frames map[int64][]eval.Frame // by goroutine
}

func newTrace() *trace { return &trace{frames: map[int64][]eval.Frame{}} }

func (t *trace) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.frames)
}

var frameLine = regexp.MustCompile(`^(.*): panic: main(?:\.(.*))?\(\.\.\.\)\n$`)

// filter passes on to w what is not such a line.
func (t *trace) filter(w io.Writer) io.Writer { return &frameFilter{t, w} }

type frameFilter struct {
	trace *trace
	next  io.Writer
}

func (f *frameFilter) Write(p []byte) (int, error) {
	m := frameLine.FindSubmatch(p)
	if m == nil {
		return f.next.Write(p)
	}
	at, _ := parsePosition(string(m[1]) + ": ")
	f.trace.add(eval.Frame{Function: displayName(string(m[2])), Position: at})
	return len(p), nil
}

// add keeps a frame, unless it is of the function that starts the cell.
func (t *trace) add(f eval.Frame) {
	if f.Position.Line == 0 || f.Function == "init" {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	id := goroutineID()
	t.frames[id] = append(t.frames[id], f)
}

func (t *trace) take() []eval.Frame {
	t.mu.Lock()
	defer t.mu.Unlock()
	id := goroutineID()
	frames := t.frames[id]
	delete(t.frames, id)
	return frames
}

// all returns the frames of the only goroutine that panicked.
func (t *trace) all() []eval.Frame {
	t.mu.Lock()
	defer t.mu.Unlock()
	var longest []eval.Frame
	for _, f := range t.frames {
		if len(f) > len(longest) {
			longest = f
		}
	}
	return longest
}

// failure makes the error of a cell from what Execute returned.
func (e *Engine) failure(err error) error {
	var p interp.Panic
	if !errors.As(err, &p) {
		return err
	}
	return &eval.Panic{Value: panicValue(p.Value), Frames: e.locate(e.trace.all())}
}

// recovered is called in a goroutine that panicked, and ends it.
func (e *Engine) recovered(v any) {
	p := &eval.Panic{Value: panicValue(v), Frames: e.locate(e.trace.take()), Goroutine: true}
	if r := e.currentRun(); r != nil && r.strayed.CompareAndSwap(false, true) {
		r.cancel(p) // as it would end a program; the cell may be waiting for this goroutine
	} else {
		fmt.Fprintf(e.streams.of().Stderr, "panic in a goroutine: %s\n", eval.PanicText(p.Value))
	}
}

// panicValue takes a panic's value out of yaegi's wrappings, and gives what
// package reflect says in place of the Go runtime the runtime's words.
func panicValue(v any) any {
	for {
		rv, ok := v.(reflect.Value)
		if !ok {
			rv = reflect.ValueOf(v)
			if rv.Kind() == reflect.Struct && rv.Type().String() == "interp.valueInterface" {
				inner, ok := rv.Field(1).Interface().(reflect.Value)
				if !ok {
					return v
				}
				rv = inner
			} else {
				break
			}
		}
		if !rv.IsValid() || !rv.CanInterface() {
			return nil
		}
		v = rv.Interface()
	}
	switch e := v.(type) {
	case string:
		if words, ok := runtimeWords(e); ok {
			return runtimeError(words)
		}
	case *reflect.ValueError:
		return runtimeError("invalid memory address or nil pointer dereference")
	case runtime.Error:
		return e
	case error:
		if at, words := parsePosition(e.Error()); at.Line > 0 && strings.HasPrefix(words, "interface conversion") {
			return conversionError(words)
		}
	}
	return v
}

// runtimeWords translates what package reflect panics with.
func runtimeWords(s string) (string, bool) {
	switch {
	case strings.HasPrefix(s, "reflect: ") && strings.HasSuffix(s, "index out of range"):
		return "index out of range", true
	case strings.HasPrefix(s, "reflect.MakeSlice: "):
		return "makeslice: len out of range", true
	case strings.HasPrefix(s, "reflect.Value.Slice") || strings.HasPrefix(s, "reflect.Value.Slice3"):
		return "slice bounds out of range", true
	case strings.HasPrefix(s, "reflect: call of ") && strings.Contains(s, "zero Value"),
		strings.HasPrefix(s, "reflect: Call") && strings.Contains(s, "nil"),
		strings.HasPrefix(s, "reflect.Value.Call: call of nil function"):
		return "invalid memory address or nil pointer dereference", true
	}
	return "", false
}

// runtimeError is an error in the Go runtime's words.
type runtimeError string

func (e runtimeError) Error() string { return "runtime error: " + string(e) }
func (e runtimeError) RuntimeError() {}

// conversionError is a failed type assertion, in the Go runtime's words.
type conversionError string

func (e conversionError) Error() string { return string(e) }
func (e conversionError) RuntimeError() {}

var _, _ runtime.Error = runtimeError(""), conversionError("")

// displayName turns "Pointʹ3ʹNormʹ9.func" into "Point.Norm.func".
func displayName(name string) string {
	var out []string
	for _, part := range strings.Split(name, mark) {
		number, rest, _ := strings.Cut(part, ".")
		if _, err := strconv.Atoi(number); err == nil {
			if rest != "" {
				out = append(out, rest)
			}
			continue
		}
		out = append(out, part)
	}
	if len(out) > 0 && out[0] == "cell" {
		out = out[1:]
	}
	if len(out) == 1 && strings.HasPrefix(out[0], "func") {
		return "a function literal"
	}
	return strings.Join(out, ".")
}

var positionPrefix = regexp.MustCompile(`^(.*?):(\d+):(\d+): `)

// parsePosition splits "file:line:column: words".
func parsePosition(s string) (token.Position, string) {
	m := positionPrefix.FindStringSubmatch(s)
	if m == nil {
		return token.Position{}, s
	}
	line, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	return token.Position{Filename: m[1], Line: line, Column: column}, s[len(m[0]):]
}
