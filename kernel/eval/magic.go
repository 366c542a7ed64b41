package eval

import (
	"context"
	"fmt"
	"strings"
)

// A magic is a command to the notebook instead of Go: a line "%name arguments"
// at the top of a cell.
type magic struct {
	name  string
	usage string // its arguments
	help  string // what it does
	run   func(ctx context.Context, s *Session, args []string, streams Streams) error
}

// magics is the table of them.
func magics() []magic {
	return []magic{
		{"get", "module@version", "adds a module to the go.mod beside the notebook: cells can import its packages", get},
		{"help", "", "lists these commands", help},
	}
}

// help is the command %help.
func help(_ context.Context, _ *Session, _ []string, streams Streams) error {
	fmt.Fprintln(streams.Stdout, "Commands, which stand at the top of a cell:")
	for _, m := range magics() {
		fmt.Fprintf(streams.Stdout, "  %%%-20s %s\n", strings.TrimSpace(m.name+" "+m.usage), m.help)
	}
	return nil
}

// A magicLine is a command in a cell.
type magicLine struct {
	offset int
	text   string
}

// magicLines returns the commands that a cell begins with, and the cell with
// blanks in their place.
func magicLines(source string) ([]magicLine, string) {
	var found []magicLine
	out := []byte(source)
	offset := 0
	for _, line := range strings.SplitAfter(source, "\n") {
		text := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(text, "%"):
			found = append(found, magicLine{offset + strings.IndexByte(line, '%'), text})
			copy(out[offset:], strings.Repeat(" ", len(strings.TrimRight(line, "\r\n"))))
		case text == "" || strings.HasPrefix(text, "//"):
		default:
			return found, string(out)
		}
		offset += len(line)
	}
	return found, string(out)
}

// runMagics does the commands that a cell begins with and returns the rest.
func (s *Session) runMagics(ctx context.Context, name, source string, streams Streams) (string, *Error) {
	lines, rest := magicLines(source)
	for _, l := range lines {
		words := strings.Fields(l.text[1:])
		if err := s.runMagic(ctx, words, streams); err != nil {
			if ctx.Err() != nil {
				return "", s.runtimeError(name, ctx.Err())
			}
			at := position(lineStarts(source), l.offset)
			at.Filename = name
			return "", s.compileError("CommandError", name, []Diagnostic{{At: at, Message: err.Error()}})
		}
	}
	return rest, nil
}

func (s *Session) runMagic(ctx context.Context, words []string, streams Streams) error {
	var names []string
	for _, m := range magics() {
		if len(words) > 0 && words[0] == m.name {
			return m.run(ctx, s, words[1:], streams)
		}
		names = append(names, "%"+m.name)
	}
	return fmt.Errorf("no command %q: there are %s", "%"+strings.Join(words, " "), strings.Join(names, ", "))
}

// completeMagic offers the names of commands when the cursor is in one.
func completeMagic(code string, cursor int) (Completion, bool) {
	lines, _ := magicLines(code)
	for _, l := range lines {
		if cursor <= l.offset || cursor > l.offset+len(l.text) {
			continue
		}
		found := Completion{Start: l.offset + 1, End: cursor, Matches: []Match{}}
		for _, m := range magics() {
			if strings.HasPrefix(m.name, code[l.offset+1:cursor]) {
				found.Matches = append(found.Matches, Match{Text: m.name, Kind: "function", Signature: m.help})
			}
		}
		return found, true
	}
	return Completion{}, false
}
