package notebook

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
)

// WriteFile writes the notebook to a file, whole or not at all.
func (nb *Notebook) WriteFile(path string) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".*.ipynb")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // a no-op once it has been renamed
	_, err = temp.Write(nb.Bytes())
	if e := temp.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	if err := os.Chmod(temp.Name(), mode); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

// Bytes is the notebook as Jupyter writes it: keys sorted, one space of
// indentation, texts as lists of lines.
func (nb *Notebook) Bytes() []byte {
	cells := []any{}
	for _, c := range nb.Cells {
		cells = append(cells, c.encode())
	}
	root := with(nb.Extra, map[string]any{
		"cells": cells, "metadata": orEmpty(nb.Metadata), "nbformat": 4, "nbformat_minor": nb.Minor,
	})
	return append(appendJSON(nil, root, 0), '\n')
}

func (c *Cell) encode() map[string]any {
	m := with(c.Extra, map[string]any{
		"cell_type": c.Type, "id": c.ID, "source": splitLines(c.Source), "metadata": orEmpty(c.Metadata),
	})
	if c.Attachments != nil {
		attachments := map[string]any{}
		for name, bundle := range c.Attachments {
			attachments[name] = splitBundle(bundle)
		}
		m["attachments"] = attachments
	}
	if c.Type == Code {
		outputs := []any{}
		for _, o := range c.Outputs {
			outputs = append(outputs, o.encode())
		}
		m["execution_count"], m["outputs"] = orNull(c.ExecutionCount), outputs
	}
	return m
}

func (o *Output) encode() map[string]any {
	m := with(o.Extra, map[string]any{"output_type": o.Type})
	switch o.Type {
	case Stream:
		m["name"], m["text"] = o.Name, splitLines(o.Text)
	case DisplayData, ExecuteResult:
		m["data"], m["metadata"] = splitBundle(o.Data), orEmpty(o.Metadata)
		if o.Type == ExecuteResult {
			m["execution_count"] = orNull(o.ExecutionCount)
		}
	case ErrorOutput:
		traceback := []any{}
		for _, line := range o.Traceback {
			traceback = append(traceback, line)
		}
		m["ename"], m["evalue"], m["traceback"] = o.ErrName, o.ErrValue, traceback
	}
	return m
}

// splitBundle stores texts as lists of lines, which line-based tools like.
func splitBundle(bundle map[string]any) map[string]any {
	split := map[string]any{}
	for mime, v := range bundle {
		text, ok := v.(string)
		if ok && (strings.HasPrefix(mime, "text/") || mime == "application/javascript" || mime == "image/svg+xml") {
			v = splitLines(text)
		}
		split[mime] = v
	}
	return split
}

// splitLines cuts after each end of a line, where Python's str.splitlines
// does: Jupyter is written in Python.
func splitLines(text string) []any {
	lines := []any{}
	start := 0
	for i, r := range text {
		switch r {
		case '\n', '\v', '\f', '\x1c', '\x1d', '\x1e', '\u0085', '\u2028', '\u2029':
		case '\r':
			if strings.HasPrefix(text[i+1:], "\n") {
				continue
			}
		default:
			continue
		}
		end := i + len(string(r))
		lines = append(lines, text[start:end])
		start = end
	}
	if start < len(text) {
		lines = append(lines, text[start:])
	}
	return lines
}

// with adds the known fields to a copy of the unknown ones.
func with(extra, known map[string]any) map[string]any {
	m := maps.Clone(extra)
	if m == nil {
		return known
	}
	maps.Copy(m, known)
	return m
}

func orEmpty(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

func orNull(count int) any {
	if count == 0 {
		return nil
	}
	return count
}
