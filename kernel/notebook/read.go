package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"strings"
)

// ReadFile reads a notebook from a file.
func ReadFile(path string) (*Notebook, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	nb, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return nb, nil
}

// Parse reads a notebook of any nbformat 4. One from before 4.5 becomes 4.5:
// its cells get ids, which depend on nothing but their place and source.
func Parse(data []byte) (*Notebook, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber() // numbers are kept as they are written
	var root map[string]any
	if err := decoder.Decode(&root); err != nil {
		return nil, fmt.Errorf("not a notebook: %w", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("not a notebook: something follows its JSON")
	}
	f := fields{of: root, where: "notebook"}
	if major := f.integer("nbformat"); f.err == nil && major != 4 {
		return nil, fmt.Errorf("the notebook has nbformat %d, not 4: open it in JupyterLab and save it", major)
	}
	nb := &Notebook{Minor: max(5, f.integer("nbformat_minor")), Metadata: f.object("metadata")}
	cells := f.list("cells")
	for i, c := range cells {
		cell, err := parseCell(c, fmt.Sprintf("cell %d", i+1))
		if err != nil {
			return nil, fmt.Errorf("not a notebook: %w", err)
		}
		nb.Cells = append(nb.Cells, cell)
	}
	for _, transient := range []string{"orig_nbformat", "orig_nbformat_minor", "signature"} {
		delete(nb.Metadata, transient)
	}
	nb.Extra = f.rest()
	if f.err != nil {
		return nil, fmt.Errorf("not a notebook: %w", f.err)
	}
	nb.identify()
	return nb, nil
}

func parseCell(v any, where string) (*Cell, error) {
	f := fields{where: where}
	f.of, _ = v.(map[string]any)
	c := &Cell{Type: f.text("cell_type"), ID: f.optional("id"), Source: f.text("source"), Metadata: f.object("metadata")}
	delete(c.Metadata, "trusted") // of one front end, not of the notebook
	switch c.Type {
	case Code:
		c.ExecutionCount = f.count("execution_count")
		for i, o := range f.list("outputs") {
			output, err := parseOutput(o, fmt.Sprintf("%s, output %d", where, i+1))
			if err != nil {
				return nil, err
			}
			c.Outputs = append(c.Outputs, output)
		}
	case Markdown, Raw:
	default:
		f.fail("cell_type", "code, markdown or raw")
	}
	if _, ok := f.of["attachments"]; ok {
		c.Attachments = map[string]map[string]any{}
		for name, bundle := range f.object("attachments") {
			b, ok := bundle.(map[string]any)
			if !ok {
				f.fail("attachments", "MIME bundles")
			}
			c.Attachments[name] = joinBundle(b)
		}
	}
	c.Extra = f.rest()
	return c, f.err
}

func parseOutput(v any, where string) (*Output, error) {
	f := fields{where: where}
	f.of, _ = v.(map[string]any)
	o := &Output{Type: f.text("output_type")}
	switch o.Type {
	case Stream:
		o.Name, o.Text = f.text("name"), f.text("text")
	case DisplayData, ExecuteResult:
		o.Data, o.Metadata = joinBundle(f.object("data")), f.object("metadata")
		if o.Type == ExecuteResult {
			o.ExecutionCount = f.count("execution_count")
		}
	case ErrorOutput:
		o.ErrName, o.ErrValue = f.text("ename"), f.text("evalue")
		for _, line := range f.list("traceback") {
			text, ok := line.(string)
			if !ok {
				f.fail("traceback", "lines of text")
			}
			o.Traceback = append(o.Traceback, text)
		}
	default:
		f.fail("output_type", "stream, display_data, execute_result or error")
	}
	o.Extra = f.rest()
	return o, f.err
}

// joinBundle undoes the splitting of texts into lines.
func joinBundle(bundle map[string]any) map[string]any {
	for mime, v := range bundle {
		if text, ok := joinLines(v); ok && !isJSON(mime) {
			bundle[mime] = text
		}
	}
	return bundle
}

// isJSON reports whether a value of the MIME type is JSON, where a list is
// not a text in lines.
func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json")
}

// joinLines returns a text that may be stored as a list of its lines.
func joinLines(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case []any:
		var b strings.Builder
		for _, line := range v {
			text, ok := line.(string)
			if !ok {
				return "", false
			}
			b.WriteString(text)
		}
		return b.String(), true
	}
	return "", false
}

// identify gives an id to each cell that has none, or another cell's.
func (nb *Notebook) identify() {
	taken := map[string]bool{"": true}
	for i, c := range nb.Cells {
		for try := i; taken[c.ID]; try += len(nb.Cells) {
			h := fnv.New32a()
			fmt.Fprintf(h, "%d %s", try, c.Source)
			c.ID = fmt.Sprintf("%08x", h.Sum32())
		}
		taken[c.ID] = true
	}
}

// fields takes a JSON object's fields by name and type, keeps the first
// error, and has what was not taken as the rest.
type fields struct {
	of    map[string]any
	where string
	taken []string
	err   error
}

func (f *fields) fail(name, want string) {
	if f.err == nil {
		f.err = fmt.Errorf("%s: %s should be %s", f.where, name, want)
	}
}

func (f *fields) take(name string) any {
	f.taken = append(f.taken, name)
	return f.of[name]
}

// text is a string, stored as one or as a list of lines.
func (f *fields) text(name string) string {
	text, ok := joinLines(f.take(name))
	if !ok {
		f.fail(name, "a text")
	}
	return text
}

// optional is a text that may be missing.
func (f *fields) optional(name string) string {
	if _, ok := f.of[name]; !ok {
		return ""
	}
	return f.text(name)
}

func (f *fields) integer(name string) int {
	number, _ := f.take(name).(json.Number)
	n, err := number.Int64()
	if err != nil || n != int64(int32(n)) {
		f.fail(name, "an integer")
	}
	return int(n)
}

// count is an execution count: an integer, or null for 0.
func (f *fields) count(name string) int {
	if f.of[name] == nil {
		f.take(name)
		return 0
	}
	return f.integer(name)
}

func (f *fields) object(name string) map[string]any {
	v, ok := f.take(name).(map[string]any)
	if !ok {
		f.fail(name, "an object")
	}
	return v
}

func (f *fields) list(name string) []any {
	v, ok := f.take(name).([]any)
	if !ok {
		f.fail(name, "a list")
	}
	return v
}

func (f *fields) rest() map[string]any {
	for _, name := range f.taken {
		delete(f.of, name)
	}
	if len(f.of) == 0 {
		return nil
	}
	return f.of
}
