package ssa_test

import (
	"context"
	"strings"
	"testing"

	"gradus/kernel/eval"
)

// run executes a cell and returns what it printed and its error's text.
func run(t *testing.T, s *eval.Session, source string) (output, failure string) {
	t.Helper()
	var out strings.Builder
	r := s.Execute(context.Background(), eval.Cell{Name: "cell", Source: source}, eval.Streams{Stdout: &out, Stderr: &out})
	if r.Err != nil {
		failure = r.Err.Name + ": " + r.Err.Message
	}
	return out.String(), failure
}

// What the engine can't do it says before anything runs.
func TestRefuses(t *testing.T) {
	for source, why := range map[string]string{
		"fmt.Println(\"never\")\nfunc row() (r [128]int) { return }\nfunc f() int {\n" + strings.Repeat("{ r := row(); _ = r }\n", 70) + "return 0\n}": "64 KB",
	} {
		out, failure := run(t, newSession(t), source)
		if out != "" || !strings.HasPrefix(failure, "EngineError: ") || !strings.Contains(failure, why) {
			t.Errorf("%s\nprinted %q, failed with %q", source, out, failure)
		}
	}
}

// A closure of any kind of signature works from compiled and interpreted code.
func TestFuncValues(t *testing.T) {
	out, failure := run(t, newSession(t), `
type P struct{ X, Y int }
k := 10
fs := []any{
	func() int { return k },
	func(a int, b string, c float64) (string, error) { return fmt.Sprint(a+k, b, c), nil },
	func(p P, q *P) P { return P{p.X + q.X + k, q.Y} },
	func(xs ...int) int { return len(xs) + k },
	func(b bool, f float32, i8 int8) (bool, float32, int8) { return !b, f * 2, i8 + 1 },
	func(e error) error { return fmt.Errorf("<%w>", e) },
}
fmt.Println(fs[0].(func() int)())
fmt.Println(fs[1].(func(int, string, float64) (string, error))(1, "s", 2.5))
fmt.Println(fs[2].(func(P, *P) P)(P{1, 2}, &P{3, 4}))
fmt.Println(fs[3].(func(...int) int)(1, 2, 3))
fmt.Println(fs[4].(func(bool, float32, int8) (bool, float32, int8))(true, 1.5, 127))
fmt.Println(fs[5].(func(error) error)(io.EOF))
fmt.Println(strings.FieldsFunc("a1b2", func(r rune) bool { return r < 'a' }))
fmt.Println(slices(k))
func slices(n int) []string {
	var out []string
	filepath.Walk("/nowhere", func(path string, _ os.FileInfo, err error) error { out = append(out, path, fmt.Sprint(err != nil)); return nil })
	return out
}
`)
	const want = "10\n11s2.5 <nil>\n{14 4}\n13\nfalse 3 -128\n<EOF>\n[a b]\n[/nowhere true]\n"
	if failure != "" || out != want {
		t.Errorf("printed %q, failed with %q", out, failure)
	}
}

// Frames of calls that a panic ended are used again: depth is what is limited.
func TestManyPanics(t *testing.T) {
	out, failure := run(t, newSession(t), `
func fail(n int) int { if n == 0 { panic("x") }; return fail(n-1) + 1 }
func try() (err any) { defer func() { err = recover() }(); fail(50); return nil }
n := 0
for range 20000 { if try() == "x" { n++ } }
fmt.Println(n)`)
	if out != "20000\n" {
		t.Errorf("printed %q, failed with %q", out, failure)
	}
}

// Recursion through compiled code ends as recursion without end does.
func TestRecursionThroughCompiledCode(t *testing.T) {
	s := newSession(t)
	_, failure := run(t, s, `
func deep(n int) { sort.Slice([]int{1, 2}, func(i, j int) bool { deep(n + 1); return false }) }
deep(0)`)
	if !strings.Contains(failure, "stack overflow") {
		t.Errorf("failed with %q", failure)
	}
	if out, failure := run(t, s, `fmt.Println("alive")`); out != "alive\n" {
		t.Errorf("then printed %q, failed with %q", out, failure)
	}
}
