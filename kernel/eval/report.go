package eval

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"reflect"
	"runtime"
	"strings"

	"gradus/kernel/eval/quota"
)

// Terminal colours, as front ends render them in a traceback.
const (
	red       = "\x1b[31m"
	bold      = "\x1b[1m"
	dim       = "\x1b[2m"
	plainText = "\x1b[0m"
)

// maxFrames bounds a traceback: of a deep recursion the ends are enough.
const maxFrames = 20

// compileError reports what is wrong with a cell that has not run.
func (s *Session) compileError(kind, cell string, list []Diagnostic) *Error {
	e := &Error{Name: kind, Exit: 1, diagnostics: list}
	if len(list) == 0 {
		e.Message = "the cell can't be compiled"
	} else {
		e.Message = list[0].Message
		if at := list[0].At; at.Line > 0 {
			e.Message = fmt.Sprintf("%s:%d:%d: %s", cell, at.Line, at.Column, list[0].Message)
		}
	}
	if len(list) > 1 {
		e.Message += fmt.Sprintf(" (and %d more)", len(list)-1)
	}
	for _, d := range list {
		e.Traceback = append(e.Traceback, s.excerpt(d.At, bold+red+where(d.At)+plainText+d.Message)...)
	}
	return e
}

func where(p token.Position) string {
	if p.Line == 0 {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d: ", p.Filename, p.Line, p.Column)
}

// runtimeError reports why a cell ended early. s.mu must not be held.
func (s *Session) runtimeError(cell string, err error) *Error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	e := &Error{Exit: exitStatus(err)}
	var p *Panic
	var exit *Exit
	var f *Fatal
	var tooMuch *quota.Exceeded
	var o *StackOverflow
	switch {
	case errors.As(err, &p):
		s.describePanic(e, p)
	case errors.As(err, &f):
		e.Name, e.Message, e.fatal = "fatal error", f.Message, f
		e.Traceback = append([]string{bold + red + e.Name + plainText + ": " + e.Message}, s.calls(f.Frames)...)
	case errors.As(err, &exit):
		e.Name, e.Message = "exit", fmt.Sprintf("os.Exit(%d): the cell ended here, the kernel goes on", exit.Status)
		e.Traceback = []string{e.Message}
	case errors.As(err, &tooMuch):
		e.Name, e.Message = "OutOfMemory", err.Error()
		e.Traceback = []string{bold + red + "OutOfMemory" + plainText + ": " + e.Message}
	case errors.As(err, &o):
		e.Name, e.Message, e.overflow = "panic", o.Error(), o
		e.Traceback = append([]string{bold + red + e.Name + plainText + ": " + e.Message}, s.calls(o.Frames)...)
		if len(o.Frames) > 0 {
			e.Traceback = append(e.Traceback, dim+"… and so on, again and again"+plainText)
		}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		e.Name, e.Message = "Interrupted", cell+" was interrupted; what it did so far is kept"
		e.Traceback = []string{bold + red + "Interrupted" + plainText + ": " + e.Message}
	default:
		e.Name, e.Message = "error", err.Error()
		e.Traceback = []string{bold + red + "error" + plainText + ": " + e.Message}
	}
	return e
}

func (s *Session) describePanic(e *Error, p *Panic) {
	e.Name, e.Message, e.panicked = s.panicName(p), PanicText(p.Value), p
	headline := bold + red + e.Name + plainText + ": " + e.Message
	if p.Goroutine {
		headline += " (in a goroutine)"
	}
	lines := panicLines(p)
	for _, line := range lines[:len(lines)-1] {
		e.Traceback = append(e.Traceback, dim+line+plainText)
	}
	e.Traceback = append(e.Traceback, headline)
	e.Traceback = append(e.Traceback, s.calls(p.Frames)...)
}

// calls shows the places of active calls.
func (s *Session) calls(frames []Frame) (out []string) {
	for i, f := range frames {
		if i == maxFrames/2 && len(frames) > maxFrames {
			out = append(out, fmt.Sprintf("%s… %d more calls …%s", dim, len(frames)-maxFrames, plainText))
		}
		if i >= maxFrames/2 && i < len(frames)-maxFrames/2 {
			continue
		}
		title := f.Position.Filename
		if f.Position.Line > 0 {
			title = fmt.Sprintf("%s:%d:%d", f.Position.Filename, f.Position.Line, f.Position.Column)
		}
		if f.Package != "" {
			title += ", in " + f.Package + "." + f.Function
		} else if f.Function != "" {
			title += ", in " + f.Function
		}
		out = append(out, s.excerpt(f.Position, bold+title+plainText)...)
	}
	return out
}

// panicName is "panic", "error" where the panic is the front end's own for an
// error that nobody reads, or the type of a library's typed error.
func (s *Session) panicName(p *Panic) string {
	err, ok := p.Value.(error)
	if !ok {
		return "panic"
	}
	if len(p.Frames) > 0 && s.unread[p.Frames[0].Position.String()] {
		return "error"
	}
	if _, ok := err.(runtime.Error); ok {
		return "panic"
	}
	t := reflect.TypeOf(err)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if token.IsExported(t.Name()) {
		return t.Name()
	}
	return "panic"
}

// excerpt shows the line of a position, and a caret under its column.
func (s *Session) excerpt(at token.Position, title string) []string {
	out := []string{title}
	lines := strings.Split(s.sources[at.Filename], "\n")
	if at.Line < 1 || at.Line > len(lines) {
		return out
	}
	line := strings.ReplaceAll(lines[at.Line-1], "\t", " ")
	out = append(out, fmt.Sprintf("%s%5d |%s %s", dim, at.Line, plainText, line))
	column := len([]rune(line[:min(max(at.Column-1, 0), len(line))]))
	return append(out, fmt.Sprintf("%s      |%s %s%s^%s", dim, plainText, strings.Repeat(" ", column), red, plainText))
}
