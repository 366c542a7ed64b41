package eval

import (
	"reflect"
	"runtime"
	"strings"
)

// panicWords is what the Go runtime prints of an unrecovered panic, after those
// that it interrupted.
func panicWords(p *Panic) string {
	text := strings.Join(panicLines(p), "\n\t")
	if err, ok := p.Value.(runtime.Error); ok && strings.Contains(err.Error(), "nil pointer dereference") {
		text += "\n[signal SIGSEGV: segmentation violation]"
	}
	return text
}

// panicLines has a line for each panic, the first one first. One that only
// repeats what was recovered has none.
func panicLines(p *Panic) (lines []string) {
	if p.Below != nil {
		lines = panicLines(p.Below)
		if last := len(lines) - 1; p.Below.repeatedBy(p) {
			lines[last] = strings.TrimSuffix(lines[last], "]") + ", repanicked]"
			return lines
		}
	}
	line := "panic: " + strings.ReplaceAll(PanicText(p.Value), "\n", "\n\t")
	if p.Recovered {
		line += " [recovered]"
	}
	return append(lines, line)
}

// repeatedBy reports whether p was recovered and next has the same value.
func (p *Panic) repeatedBy(next *Panic) bool {
	return p.Recovered && reflect.ValueOf(p.Value).Comparable() && p.Value == next.Value
}
