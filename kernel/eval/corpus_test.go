package eval_test

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

	"golang.org/x/tools/txtar"

	"gradus/kernel/eval"
	"gradus/kernel/eval/packages"
	"gradus/kernel/eval/yaegi"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// engines are those that the corpus runs on.
var engines = map[string]func() (eval.Engine, error){
	"yaegi": func() (eval.Engine, error) { return yaegi.New() },
}

func newSession(t testing.TB, engine string) *eval.Session {
	t.Helper()
	known, err := packages.Cached(context.Background(), ".", []string{"std"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { known.Close() })
	e, err := engines[engine]()
	if err != nil {
		t.Fatal(err)
	}
	return eval.NewSession(e, known)
}

// The corpus: each file of testdata is a session, a txtar archive of cells,
// each followed by the output, value and error that it is to have.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no corpus", err)
	}
	for engine := range engines {
		for _, file := range files {
			t.Run(engine+"/"+filepath.Base(file), func(t *testing.T) { runSession(t, engine, file) })
		}
	}
}

func runSession(t *testing.T, engine, file string) {
	want, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := newSession(t, engine)
	got := &txtar.Archive{Comment: want.Comment}
	for _, f := range want.Files {
		if f.Name == "cell" {
			got.Files = append(got.Files, f)
			got.Files = append(got.Files, executed(s, len(got.Files), string(f.Data))...)
		}
	}
	have := txtar.Format(got)
	if *update {
		if err := os.WriteFile(file, have, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if expected := txtar.Format(want); !bytes.Equal(have, expected) {
		t.Errorf("the session went otherwise (go test -update rewrites it):\n%s", difference(string(expected), string(have)))
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

// difference shows the first lines that differ.
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
