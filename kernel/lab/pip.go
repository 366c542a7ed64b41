package lab

import (
	"bytes"
	"io"
	"strings"
)

// pipOutput reads what pip prints: all of it goes to the log, the package
// that pip is at to the step on show, and the last error is kept.
type pipOutput struct {
	log       io.Writer
	step      *step
	partial   []byte
	packages  int
	lastError string
}

func (o *pipOutput) Write(b []byte) (int, error) {
	o.partial = append(o.partial, b...)
	for {
		line, rest, ok := bytes.Cut(o.partial, []byte("\n"))
		if !ok {
			break
		}
		o.line(strings.TrimSpace(string(line)))
		o.partial = rest
	}
	return o.log.Write(b)
}

func (o *pipOutput) line(line string) {
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "Collecting":
		o.packages++
		name, _, _ := strings.Cut(rest, " ")
		o.step.at("%d packages, at %s", o.packages, name)
	case "Installing":
		o.step.at("unpacking %d packages", o.packages)
	case "ERROR:":
		o.lastError = rest
	}
}

// lastLine is the last line of a text that has something on it.
func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}
