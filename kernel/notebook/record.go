package notebook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"gradus/kernel/wire"
)

// A Recorder turns what a kernel publishes into outputs of cells. It spans a
// notebook, because a display may be updated from another cell.
type Recorder struct {
	cell     *Cell
	clear    bool // before the next output: clear_output with wait
	displays map[string][]*Output

	// The stream output that text is added to: its finished lines, and the
	// line that a carriage return may still write over.
	stream     *Output
	finished   strings.Builder
	unfinished string
}

// Begin directs what follows to a code cell, and empties it.
func (r *Recorder) Begin(c *Cell) {
	r.cell, r.clear, r.stream = c, false, nil
	c.Outputs, c.ExecutionCount = nil, 0
}

// Add takes a message of the iopub channel. Those that are no output are
// passed over.
func (r *Recorder) Add(m *wire.Message) error {
	var content struct { // the union of what outputs say
		Name, Text     string
		Wait           bool
		Data, Metadata map[string]any
		Transient      wire.Transient
		ExecutionCount int `json:"execution_count"`
		wire.Failure
	}
	kind := m.Header.Type
	switch kind {
	case "stream", "display_data", "execute_result", "error", "update_display_data", "clear_output":
	default:
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(m.Content))
	decoder.UseNumber()
	if err := decoder.Decode(&content); err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	switch kind {
	case "stream":
		r.write(content.Name, content.Text)
	case "display_data":
		r.show(&Output{Type: DisplayData, Data: content.Data, Metadata: content.Metadata}, content.Transient)
	case "execute_result":
		r.show(&Output{Type: ExecuteResult, Data: content.Data, Metadata: content.Metadata, ExecutionCount: content.ExecutionCount}, content.Transient)
	case "error":
		r.show(&Output{Type: ErrorOutput, ErrName: content.Failure.Name, ErrValue: content.Value, Traceback: content.Traceback}, wire.Transient{})
	case "update_display_data":
		for _, o := range r.displays[content.Transient.DisplayID] {
			o.Data, o.Metadata = content.Data, content.Metadata
		}
	case "clear_output":
		if r.clear = content.Wait; !content.Wait {
			r.cell.Outputs, r.stream = nil, nil
		}
	}
	return nil
}

// show appends an output, and remembers it by its display id.
func (r *Recorder) show(o *Output, t wire.Transient) {
	if r.clear {
		r.cell.Outputs, r.clear = nil, false
	}
	r.stream = nil
	r.cell.Outputs = append(r.cell.Outputs, o)
	if t.DisplayID != "" {
		if r.displays == nil {
			r.displays = map[string][]*Output{}
		}
		r.displays[t.DisplayID] = append(r.displays[t.DisplayID], o)
	}
}

// write adds to the last output if that is the same stream.
func (r *Recorder) write(name, text string) {
	if r.clear || r.stream == nil || r.stream.Name != name {
		o := &Output{Type: Stream, Name: name}
		r.show(o, wire.Transient{})
		r.stream, r.unfinished = o, ""
		r.finished.Reset()
	}
	text = r.unfinished + text
	end := strings.LastIndexByte(text, '\n') + 1
	for line := range strings.Lines(text[:end]) {
		r.finished.WriteString(overwrite(line))
	}
	r.unfinished = text[end:]
	r.stream.Text = r.finished.String() + overwrite(r.unfinished)
}

// overwrite is what a terminal shows of a line after its carriage returns and
// backspaces: a progress bar is kept as it was last.
func overwrite(line string) string {
	if !strings.ContainsAny(line, "\r\b") {
		return line
	}
	body, end := strings.TrimSuffix(line, "\n"), ""
	if len(body) < len(line) {
		body, end = strings.TrimSuffix(body, "\r"), "\n"
	}
	var shown []rune
	at := 0
	for _, c := range body {
		switch {
		case c == '\r':
			at = 0
		case c == '\b':
			at = max(0, at-1)
		case at < len(shown):
			shown[at] = c
			at++
		default:
			shown = append(shown, c)
			at++
		}
	}
	return string(shown) + end
}
