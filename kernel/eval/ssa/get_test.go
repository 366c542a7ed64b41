package ssa_test

import (
	"archive/zip"
	"context"
	"gradus/kernel/symbols"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/ssa"
)

// proxy makes a folder that the Go command takes for a module proxy with one
// module in one version.
func proxy(t *testing.T, path, version, source string) {
	t.Helper()
	dir := t.TempDir()
	at := filepath.Join(dir, filepath.FromSlash(path), "@v")
	mod := "module " + path + "\n\ngo 1.26\n"
	evaltest.Write(t, filepath.Join(at, "list"), version+"\n")
	evaltest.Write(t, filepath.Join(at, version+".info"), `{"Version":"`+version+`","Time":"2026-01-02T15:04:05Z"}`)
	evaltest.Write(t, filepath.Join(at, version+".mod"), mod)
	f, err := os.Create(filepath.Join(at, version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for name, text := range map[string]string{"go.mod": mod, "x.go": source} {
		w, err := z.Create(path + "@" + version + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(dir))
	t.Setenv("GONOSUMDB", "*")
	t.Setenv("GOFLAGS", "-modcacherw")
	t.Setenv("GOMODCACHE", t.TempDir())
}

func TestGet(t *testing.T) {
	proxy(t, "example.com/greet", "v1.2.0", "package greet\n\n// Hello greets.\nfunc Hello(name string) string { return \"hello \" + name }\n")
	dir := t.TempDir()
	c := newTester(t, dir)
	c.wantIn("import \"example.com/greet\"", "%get example.com/greet adds it")
	c.wantIn("%get example.com/greet@v9.9.9", "made "+filepath.Join(dir, "go.mod"), "cell[2]:1:1:", "there is no such module or version")
	c.wantIn("// first\n%get example.com/greet@v1.2.0\nimport \"example.com/greet\"\ngreet.Hello(\"you\")", "is in "+filepath.Join(dir, "go.mod"), `"hello you"`)
	c.want("greet.Hello(\"again\")", `"hello again"`)
	if mod, err := os.ReadFile(filepath.Join(dir, "go.mod")); err != nil || !strings.Contains(string(mod), "example.com/greet v1.2.0") {
		t.Errorf("go.mod: %s, %v", mod, err)
	}
	c.wantIn("%get", "%get takes one module")
	c.wantIn("\n%fetch x\n1 + 1", "cell[6]:2:1:", `no command "%fetch x": there are %get, %help`)
	c.wantIn("%help", "%get module@version", "%help")
	t.Setenv("GOPROXY", "off")
	c.wantIn("%get example.com/far@v1.0.0", "is there a network?")
	t.Setenv("PATH", t.TempDir())
	c.wantIn("%get example.com/far@v1.0.0", "install Go")
}

func TestGetIsForModules(t *testing.T) {
	s := newSession(t)
	r := s.Execute(context.Background(), eval.Cell{Number: 1, Source: "%get example.com/x"}, eval.Streams{})
	if r.Err == nil || r.Err.Name != "CommandError" {
		t.Errorf("%%get in a session without modules: %v", r.Err)
	}
}

// The front end's other requests see no Go in commands.
func TestCommandsElsewhere(t *testing.T) {
	s := evaltest.SessionIn(t, ssa.New(symbols.Symbols), t.TempDir())
	cell := "%get example.com/x\nmath.Sq"
	if status, _ := s.IsComplete("%help"); status != "complete" {
		t.Errorf("%%help is %s", status)
	}
	if got := s.Complete(cell, 3); len(got.Matches) != 1 || got.Matches[0].Text != "get" || got.Start != 1 {
		t.Errorf("completing %%ge: %v", got)
	}
	if got := s.Complete(cell, len(cell)); len(got.Matches) == 0 || got.Matches[0].Text != "Sqrt" {
		t.Errorf("completing behind a command: %v", got)
	}
}
