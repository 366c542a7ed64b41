package eval_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gradus/kernel/eval"
)

const completionSession = `
import str "strings"

// Point is a place.
type Point struct { X, Y float64; hidden int }

// Norm is its distance from the origin.
func (p Point) Norm() float64 { return math.Hypot(p.X, p.Y) }

type Named struct { Point; Name string }

p, alpha, n := Point{}, 3, &Named{}
`

func sessionWith(t testing.TB, source string) *eval.Session {
	t.Helper()
	s := newSession(t, "yaegi")
	if r := s.Execute(context.Background(), eval.Cell{Source: source}, eval.Streams{}); r.Err != nil {
		t.Fatal(r.Err)
	}
	return s
}

// cut takes the cursor, a "|", out of code.
func cut(t testing.TB, code string) (string, int) {
	before, after, ok := strings.Cut(code, "|")
	if !ok {
		t.Fatalf("no cursor in %q", code)
	}
	return before + after, len(before)
}

func TestComplete(t *testing.T) {
	s := sessionWith(t, completionSession)
	for _, c := range []struct {
		code string
		want string // the text that the matches replace
		all  string // the matches, or the first ones before "…"
	}{
		{"p.|", "", "Norm X Y hidden"},
		{"p.N|", "N", "Norm"},
		{"p.n|", "n", "Norm"},
		{"n.|", "", "Name Norm Point X Y hidden"},
		{"p.No|rm()", "Norm", "Norm"},
		{"al|", "al", "alpha"},
		{"str.Repe|", "Repe", "Repeat"},
		{"math.Sqrt|", "Sqrt", "Sqrt Sqrt2 SqrtE SqrtPhi SqrtPi"},
		{"bytes.NewBuf|", "NewBuf", "NewBuffer NewBufferString"},
		{"func f(q *Point) {\n\tlocal := q\n\tloca|\n}", "loca", "local"},
		{"func f(q *Point) {\n\tq.|", "", "Norm X Y hidden"},
		{"for i := 0; i < 3; i++ {\n\tfmt.Println(p.|)\n}", "", "Norm X Y hidden"},
		{"xs := []Point{p}\nxs[0].|", "", "Norm X Y hidden"},
		{"import \"encoding/js|", "encoding/js", "encoding/json"},
		{"retu|", "retu", "return"},
		{"// al|", "al", ""},
		{"\"al|\"", "al", ""},
		{"p.Norm().|", "", ""},
		{"nosuch.|", "", ""},
		{"|", "", "Named …"},
	} {
		code, cursor := cut(t, c.code)
		got := s.Complete(code, cursor)
		var texts []string
		for _, m := range got.Matches {
			texts = append(texts, m.Text)
		}
		want, open := strings.CutSuffix(c.all, "…")
		all := strings.Join(texts, " ")
		if open && !slices.Contains(texts, strings.TrimSpace(want)) || !open && all != want {
			t.Errorf("%q: matches %q, want %q", c.code, all, c.all)
		}
		if code[got.Start:got.End] != c.want {
			t.Errorf("%q: replaces %q, want %q", c.code, code[got.Start:got.End], c.want)
		}
	}
}

func TestCompleteTellsKindAndType(t *testing.T) {
	s := sessionWith(t, completionSession)
	got := s.Complete("p.", 2).Matches
	want := []eval.Match{
		{Text: "Norm", Kind: "method", Signature: "func() float64"},
		{Text: "X", Kind: "field", Signature: "float64"},
		{Text: "Y", Kind: "field", Signature: "float64"},
		{Text: "hidden", Kind: "field", Signature: "int"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Completion must not disturb the session, whatever the code.
func FuzzComplete(f *testing.F) {
	s := sessionWith(f, completionSession)
	for _, code := range []string{"p.|", "for {|", "`|", "x := (|", "func (p Point) |", "import \"|"} {
		c, cursor := cut(f, code)
		f.Add(c, cursor)
	}
	f.Fuzz(func(t *testing.T, code string, cursor int) {
		s.Complete(code, cursor)
		s.Inspect(code, cursor, 0)
		s.IsComplete(code)
		if got := s.Complete("p.", 2).Matches; len(got) != 4 {
			t.Fatalf("after %q, p. completes to %v", code, got)
		}
	})
}

func TestInspect(t *testing.T) {
	s := sessionWith(t, completionSession)
	for code, want := range map[string]string{
		"p|":                     "var p Point",
		"p.No|rm()":              "func (Point).Norm() float64\n\nNorm is its distance from the origin.",
		"Poi|nt{}":               "Point is a place.",
		"math.Sqrt(|2)":          "func math.Sqrt(x float64) float64\n\nSqrt returns the square root of x.",
		"math.Sqrt|":             "Sqrt returns the square root of x.",
		"strings|.Repeat":        "package strings // import \"strings\"\n\nPackage strings implements",
		"fmt.Println(alph|a)":    "var alpha int",
		"bytes.Buffer|{}":        "A Buffer is a variable-sized buffer of bytes",
		"http.Client{}.Timeout|": "field Timeout time.Duration\n\nTimeout specifies a time limit",
		"le|n(p)":                "builtin len",
	} {
		c, cursor := cut(t, code)
		got := s.Inspect(c, cursor, 0)
		if text, _ := got.Data["text/plain"].(string); !got.Found || !strings.Contains(text, want) {
			t.Errorf("%s: %q, want %q in it", code, text, want)
		}
	}
	for _, code := range []string{"|", "nosuch|", "1 + |", "\"p|\""} {
		c, cursor := cut(t, code)
		if got := s.Inspect(c, cursor, 0); got.Found || got.Data == nil {
			t.Errorf("%q: found %v", code, got)
		}
	}
}

func TestIsComplete(t *testing.T) {
	s := newSession(t, "yaegi")
	for code, want := range map[string]string{
		"x := 1": "complete", "": "complete", "// note": "complete", "func f() {\n}": "complete",
		"for {": "incomplete", "f(1,": "incomplete", "x :=": "incomplete", "a +": "incomplete",
		"`abc": "incomplete", "/* abc": "incomplete", "if x {\n} else": "incomplete",
		"x := )": "invalid", "1 1": "invalid",
	} {
		if got, _ := s.IsComplete(code); got != want {
			t.Errorf("%q is %s, want %s", code, got, want)
		}
	}
	if _, indent := s.IsComplete("for {\n\tif x {"); indent != "        " {
		t.Errorf("indent %q", indent)
	}
}
