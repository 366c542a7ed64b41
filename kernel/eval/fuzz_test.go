package eval_test

import (
	"context"
	"go/token"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
)

// A frontOnly engine runs nothing: what reaches it, the front end has accepted.
type frontOnly struct{ fset *token.FileSet }

func (e frontOnly) Name() string                               { return "none" }
func (e frontOnly) FileSet() *token.FileSet                    { return e.fset }
func (e frontOnly) Supports(path, name string) bool            { return true }
func (e frontOnly) RunsSource() bool                           { return false }
func (e frontOnly) Compile(u *eval.Unit) (eval.Program, error) { return e, nil }
func (e frontOnly) Run(ctx context.Context, s eval.Streams) ([]any, error) {
	return nil, nil
}

// Whatever is in a cell, the front end neither panics nor hangs, and so do
// completion and inspection at any place in it.
//
//	go test ./kernel/eval -run '^$' -fuzz FrontEnd -fuzzminimizetime 1x
//
// tries more. Without the last flag, package testing spends most of its time on
// making inputs shorter, and counts no executions meanwhile.
func FuzzFrontEnd(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatal("no corpus", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, section := range a.Files {
			if section.Name == "cell" {
				f.Add(string(section.Data), len(section.Data)/2)
			}
		}
	}
	for _, odd := range []string{
		"", "\x00", "\xff\xfe", "{", "}", ")(", "func", "func (", "type T", "type T[P", "var x =", "x :=", "a.", "\"", "`", "/*", "//", "'", "import", "import \"",
		"for", "switch x := y.(type) {", "L:", "goto L", "L: L: x", "x[", "...", "package p", "return 1, 2", "defer", "go", "const (\na = iota", "func() {", "%!", ";;;",
		"type T struct{ T }", "type T [len(x)]int; var x T", "var a, b = b, a", "func f() { f := f }; f", "type I interface{ I }", "x := x", "_ = _", "_", "var _ = 1; _", "init()",
		"func init() {}; func main() {}", "import . \"fmt\"; Println", "import _ \"os\"", "type A = B; type B = A", "func f[T f[T]]() {}", "if x := 1; x {", "a, b := 1", "1 = 2",
	} {
		f.Add(odd, len(odd))
	}
	s := evaltest.Session(f, frontOnly{token.NewFileSet()})
	s.Execute(context.Background(), eval.Cell{Source: completionSession}, eval.Streams{})
	f.Fuzz(func(t *testing.T, code string, cursor int) {
		cursor = min(max(cursor, 0), len(code))
		s.IsComplete(code)
		s.Complete(code, cursor)
		s.Inspect(code, cursor, 1)
		s.Execute(context.Background(), eval.Cell{Name: "cell", Source: code}, eval.Streams{})
	})
}
