// Package evaltest runs recorded sessions on an engine: what the engines' tests
// have in common.
package evaltest

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gradus/kernel/eval"
	"gradus/kernel/eval/packages"
)

// Session returns a session on the engine, whose cells may import the standard
// library.
func Session(t testing.TB, e eval.Engine) *eval.Session {
	t.Helper()
	known, err := packages.Cached(context.Background(), ".", []string{"std"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { known.Close() })
	return eval.NewSession(e, known)
}

// Run executes the cells of a file, a txtar archive of them, and compares what
// comes of each with the output, value and error that follow it there. With
// update the file is rewritten instead.
func Run(t *testing.T, s *eval.Session, file string, update bool) {
	t.Helper()
	want, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := &txtar.Archive{Comment: want.Comment}
	for _, f := range want.Files {
		if f.Name == "cell" {
			got.Files = append(got.Files, f)
			got.Files = append(got.Files, executed(s, len(got.Files), string(f.Data))...)
		}
	}
	have := txtar.Format(got)
	if update {
		if err := os.WriteFile(file, have, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if expected := txtar.Format(want); !bytes.Equal(have, expected) {
		t.Errorf("the session went otherwise (-update rewrites it):\n%s", Difference(string(expected), string(have)))
	}
}

// executed runs a cell and returns what came of it as sections.
func executed(s *eval.Session, number int, source string) []txtar.File {
	var out bytes.Buffer
	r := s.Execute(context.Background(), eval.Cell{Name: "cell", Number: number, Source: source},
		eval.Streams{Stdout: &out, Stderr: &out, Stdin: strings.NewReader("typed by the user\n")})
	var sections []txtar.File
	add := func(name, text string) {
		if text != "" {
			sections = append(sections, txtar.File{Name: name, Data: []byte(strings.TrimSuffix(text, "\n") + "\n")})
		}
	}
	add("output", out.String())
	if r.Value != nil {
		add("value", fmt.Sprint(r.Value.Data["text/plain"]))
	}
	if r.Err != nil {
		add("error", r.Err.Name+": "+r.Err.Message+"\n"+strings.Join(places(r.Err.Traceback), "\n"))
	}
	return sections
}

var (
	colour = regexp.MustCompile("\x1b\\[[0-9;]*m")
	where  = regexp.MustCompile(`^cell(:\d+:\d+)?(: |, in |$)`)
)

// places keeps the lines of a traceback that say where.
func places(traceback []string) []string {
	var out []string
	for _, line := range traceback {
		if line = colour.ReplaceAllString(line, ""); where.MatchString(line) {
			out = append(out, "\tat "+line)
		}
	}
	return out
}

// Difference shows the lines that differ, each between those around it.
func Difference(want, have string) string {
	w, h := strings.Split(want, "\n"), strings.Split(have, "\n")
	i := 0
	for i < len(w) && i < len(h) && w[i] == h[i] {
		i++
	}
	from := max(0, i-6)
	return fmt.Sprintf("line %d\nwant:\n%s\nhave:\n%s", i+1,
		strings.Join(w[from:min(len(w), i+6)], "\n"), strings.Join(h[from:min(len(h), i+6)], "\n"))
}
