package ssa

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A printing is a call of a Printf some of whose operands fmt would not know
// the types of. It takes the format apart and has fmt print each operand.
type printing struct {
	eng       *Engine
	args      []any
	next      int // operand
	reordered bool
	out       []byte
	wraps     bool // %w is a verb
	wrapped   []error
}

// appendf is fmt.Appendf.
func (e *Engine) appendf(out []byte, format string, args []any) []byte {
	if !e.special(args) {
		return fmt.Appendf(out, format, args...)
	}
	p := printing{eng: e, args: args, out: out}
	p.format(format)
	return p.out
}

func (p *printing) format(format string) {
	for {
		text, rest, found := strings.Cut(format, "%")
		p.out = append(p.out, text...)
		if !found {
			break
		}
		format = p.directive(rest)
	}
	if p.reordered || p.next >= len(p.args) {
		return
	}
	p.out = append(p.out, "%!(EXTRA "...)
	for i, v := range p.args[p.next:] {
		if i > 0 {
			p.out = append(p.out, ", "...)
		}
		if v != nil {
			p.out = append(p.out, p.typeName(v)+"="...)
		}
		p.out = fmt.Append(p.out, p.eng.operand(v))
	}
	p.out = append(p.out, ')')
}

// directive prints by the directive at the start of s, behind its percent
// sign, and returns what follows.
func (p *printing) directive(s string) (rest string) {
	flags := s[:len(s)-len(strings.TrimLeft(s, "+-# 0"))]
	s = s[len(flags):]
	s, good := p.index(s)
	width, s := p.number(s, "%!(BADWIDTH)")
	precision := ""
	if strings.HasPrefix(s, ".") {
		var ok bool
		s, ok = p.index(s[1:])
		good = good && ok
		precision, s = p.number(s, "%!(BADPREC)")
		precision = "." + precision
	}
	s, ok := p.index(s)
	good = good && ok
	if s == "" {
		p.out = append(p.out, "%!(NOVERB)"...)
		return ""
	}
	verb, size := utf8.DecodeRuneInString(s)
	switch {
	case verb == '%':
		p.out = append(p.out, '%')
	case !good:
		p.out = fmt.Appendf(p.out, "%%!%c(BADINDEX)", verb)
	case p.next >= len(p.args):
		p.out = fmt.Appendf(p.out, "%%!%c(MISSING)", verb)
	default:
		p.next++
		p.operand(p.args[p.next-1], "%"+flags+width+precision, verb)
	}
	return s[size:]
}

// index takes an explicit index, as in %[2]d, off s.
func (p *printing) index(s string) (rest string, good bool) {
	if !strings.HasPrefix(s, "[") {
		return s, true
	}
	p.reordered = true
	inside, rest, closed := strings.Cut(s[1:], "]")
	if !closed {
		return s[1:], false
	}
	n, err := strconv.Atoi(inside)
	if err != nil || n < 1 || n > len(p.args) {
		return rest, false
	}
	p.next = n - 1
	return rest, true
}

// number takes a width or precision off s, which may be an operand.
func (p *printing) number(s, bad string) (number, rest string) {
	if !strings.HasPrefix(s, "*") {
		rest = strings.TrimLeft(s, "0123456789")
		return s[:len(s)-len(rest)], rest
	}
	if p.next < len(p.args) {
		v := reflect.ValueOf(p.eng.raw(p.args[p.next]))
		p.next++
		switch {
		case v.CanInt():
			return strconv.FormatInt(v.Int(), 10), s[1:]
		case v.CanUint():
			return strconv.FormatUint(v.Uint(), 10), s[1:]
		}
	}
	p.out = append(p.out, bad...)
	return "", s[1:]
}

func (p *printing) operand(v any, spec string, verb rune) {
	b, isBoxed := p.eng.unwrap(v).(boxed)
	switch {
	case verb == 'w' && p.wraps:
		if err, ok := p.eng.dressed(v).(error); ok {
			p.wrapped = append(p.wrapped, err)
			p.out = fmt.Appendf(p.out, spec+"v", err)
			return
		}
	case verb == 'T' && v != nil:
		p.out = fmt.Appendf(p.out, spec+"s", p.typeName(v))
		return
	case verb == 'p' && isBoxed && pointsSomewhere(reflect.TypeOf(b.v).Kind()):
		p.out = fmt.Appendf(p.out, spec+"p", b.v)
		return
	case verb == 'p' && !isBoxed:
		p.out = fmt.Appendf(p.out, spec+"p", v)
		return
	}
	if isBoxed && (verb == 'p' || verb == 'w') {
		p.out = fmt.Appendf(p.out, "%%!%c(%s=%v)", verb, p.typeName(v), methodless{b})
		return
	}
	p.out = fmt.Appendf(p.out, spec+string(verb), p.eng.operand(v))
}

func pointsSomewhere(k reflect.Kind) bool { return isPointerKind(k) || k == reflect.Slice }

func (p *printing) typeName(v any) string { return p.eng.dynamicName(p.eng.unwrap(v)) }

// A methodless prints without its methods.
type methodless struct{ boxed }

// Format prints the value in a report of a bad verb.
func (m methodless) Format(s fmt.State, verb rune) {
	f := formatter{s, verb, m.typ.eng, true}
	f.value(m.typ, reflect.ValueOf(m.v), 0, false)
}
