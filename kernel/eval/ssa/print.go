package ssa

import (
	"fmt"
	"io"
	"reflect"
)

// printers replaces the functions of package fmt that print: operands may be,
// or hold, values of interpreted types.
func (e *Engine) printers() map[string]reflect.Value {
	out, v := stream{e}, reflect.ValueOf
	return map[string]reflect.Value{
		"Print":    v(func(a ...any) (int, error) { return out.Write(e.appendPrint(nil, a)) }),
		"Println":  v(func(a ...any) (int, error) { return fmt.Fprintln(out, e.operands(a)...) }),
		"Printf":   v(func(f string, a ...any) (int, error) { return e.fprintf(out, f, a) }),
		"Sprint":   v(func(a ...any) string { return string(e.appendPrint(nil, a)) }),
		"Sprintln": v(func(a ...any) string { return fmt.Sprintln(e.operands(a)...) }),
		"Sprintf":  v(func(f string, a ...any) string { return string(e.appendf(nil, f, a)) }),
		"Fprint":   v(func(w io.Writer, a ...any) (int, error) { return w.Write(e.appendPrint(nil, a)) }),
		"Fprintln": v(func(w io.Writer, a ...any) (int, error) { return fmt.Fprintln(w, e.operands(a)...) }),
		"Fprintf":  v(e.fprintfTo),
		"Append":   v(func(b []byte, a ...any) []byte { return e.appendPrint(b, a) }),
		"Appendln": v(func(b []byte, a ...any) []byte { return fmt.Appendln(b, e.operands(a)...) }),
		"Appendf":  v(func(b []byte, f string, a ...any) []byte { return e.appendf(b, f, a) }),
		"Errorf":   v(e.errorf),
		"Scan":     v(func(a ...any) (int, error) { return fmt.Fscan(e.stdin(), e.targets(a)...) }),
		"Scanln":   v(func(a ...any) (int, error) { return fmt.Fscanln(e.stdin(), e.targets(a)...) }),
		"Scanf":    v(func(f string, a ...any) (int, error) { return fmt.Fscanf(e.stdin(), f, e.targets(a)...) }),
		"Fscan":    v(func(r io.Reader, a ...any) (int, error) { return fmt.Fscan(r, e.targets(a)...) }),
		"Fscanln":  v(func(r io.Reader, a ...any) (int, error) { return fmt.Fscanln(r, e.targets(a)...) }),
		"Fscanf":   v(func(r io.Reader, f string, a ...any) (int, error) { return fmt.Fscanf(r, f, e.targets(a)...) }),
		"Sscan":    v(func(s string, a ...any) (int, error) { return fmt.Sscan(s, e.targets(a)...) }),
		"Sscanln":  v(func(s string, a ...any) (int, error) { return fmt.Sscanln(s, e.targets(a)...) }),
		"Sscanf":   v(func(s, f string, a ...any) (int, error) { return fmt.Sscanf(s, f, e.targets(a)...) }),
	}
}

func (e *Engine) fprintf(w io.Writer, format string, args []any) (int, error) {
	if !e.special(args) {
		return fmt.Fprintf(w, format, args...)
	}
	return w.Write(e.appendf(nil, format, args))
}

func (e *Engine) fprintfTo(w io.Writer, format string, args ...any) (int, error) {
	return e.fprintf(w, format, args)
}

// special reports whether fmt would not see all types of the operands.
func (e *Engine) special(args []any) bool {
	for _, v := range args {
		if e.isSpecial(v) {
			return true
		}
	}
	return false
}

func (e *Engine) isSpecial(v any) bool {
	switch v.(type) {
	case nil, int, float64, string, bool, []float64, []int, []string:
		return false
	}
	if _, ok := e.unwrap(v).(boxed); ok {
		return true
	}
	return mayHold(reflect.TypeOf(v))
}

// operands returns args as fmt prints them right.
func (e *Engine) operands(args []any) []any {
	if !e.special(args) {
		return args
	}
	out := make([]any, len(args))
	for i, v := range args {
		out[i] = e.operand(v)
	}
	return out
}

func (e *Engine) operand(v any) any {
	if m, ok := v.(mirrorValue); ok {
		return shownValue{m}
	}
	if !e.isSpecial(v) {
		return v
	}
	if b, ok := e.unwrap(v).(boxed); ok {
		return e.dressed(b)
	}
	switch v.(type) {
	case error, fmt.Formatter, fmt.Stringer, fmt.GoStringer:
		return v
	}
	return holder{e, v}
}

// appendPrint is fmt.Append, which puts spaces between operands that are no
// strings.
func (e *Engine) appendPrint(out []byte, args []any) []byte {
	if !e.special(args) {
		return fmt.Append(out, args...)
	}
	wasString := true
	for i, v := range args {
		bare := e.raw(v)
		isString := bare != nil && reflect.TypeOf(bare).Kind() == reflect.String
		if i > 0 && !isString && !wasString {
			out = append(out, ' ')
		}
		wasString = isString
		out = fmt.Append(out, e.operand(v))
	}
	return out
}

// errorf is fmt.Errorf.
func (e *Engine) errorf(format string, args ...any) error {
	if !e.special(args) {
		return fmt.Errorf(format, args...)
	}
	p := printing{eng: e, args: args, wraps: true}
	p.format(format)
	if p.wrapped == nil {
		return fmt.Errorf("%s", p.out)
	}
	// A precision of 0 keeps the text of what is wrapped from being added.
	shadow, operands := "%s", []any{string(p.out)}
	for _, err := range p.wrapped {
		shadow, operands = shadow+"%.0w", append(operands, err)
	}
	return fmt.Errorf(shadow, operands...)
}

// targets returns what fmt's scanning functions store through.
func (e *Engine) targets(args []any) []any {
	out := make([]any, len(args))
	for i, v := range args {
		out[i] = v
		if b, ok := e.unwrap(v).(boxed); ok {
			out[i] = b.v
			if b.can(canScan) {
				out[i] = e.adapt(b, reflect.TypeFor[fmt.Scanner]()).Interface()
			}
		}
	}
	return out
}
