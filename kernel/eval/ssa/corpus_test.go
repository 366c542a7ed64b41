package ssa_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/traefik/yaegi/stdlib"
	"golang.org/x/tools/txtar"

	"gradus/kernel/eval"
	"gradus/kernel/eval/packages"
	"gradus/kernel/eval/ssa"
)

var update = flag.Bool("update", false, "rewrite the sessions of testdata that differ from those of package eval")

func newSession(t testing.TB) *eval.Session {
	t.Helper()
	known, err := packages.Cached(context.Background(), ".", []string{"std"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { known.Close() })
	return eval.NewSession(ssa.New(stdlib.Symbols), known)
}

// The corpus is that of package eval. Where this engine does better than what
// is expected there, a session of the same name in testdata says what; the
// others in testdata are this engine's own.
func TestCorpus(t *testing.T) {
	shared, err := filepath.Glob("../testdata/*.txt")
	if err != nil || len(shared) == 0 {
		t.Fatal("no corpus", err)
	}
	own, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range own {
		t.Run(filepath.Base(file), func(t *testing.T) { runSession(t, file) })
	}
	for _, file := range shared {
		if _, err := os.Stat(filepath.Join("testdata", filepath.Base(file))); err != nil {
			t.Run("shared/"+filepath.Base(file), func(t *testing.T) { runSession(t, file) })
		}
	}
}

func runSession(t *testing.T, file string) {
	want, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := newSession(t)
	got := &txtar.Archive{Comment: want.Comment}
	for _, f := range want.Files {
		if f.Name == "cell" {
			got.Files = append(got.Files, f)
			got.Files = append(got.Files, executed(s, len(got.Files), string(f.Data))...)
		}
	}
	have := txtar.Format(got)
	if *update && strings.HasPrefix(file, "testdata") {
		if err := os.WriteFile(file, have, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if expected := txtar.Format(want); !bytes.Equal(have, expected) {
		t.Errorf("the session went otherwise:\n%s", difference(string(expected), string(have)))
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

// difference shows the lines that differ, each between those around it.
func difference(want, have string) string {
	w, h := strings.Split(want, "\n"), strings.Split(have, "\n")
	i := 0
	for i < len(w) && i < len(h) && w[i] == h[i] {
		i++
	}
	from := max(0, i-6)
	return fmt.Sprintf("line %d\nwant:\n%s\nhave:\n%s", i+1,
		strings.Join(w[from:min(len(w), i+6)], "\n"), strings.Join(h[from:min(len(h), i+6)], "\n"))
}
