package lesson_test

import (
	"strings"
	"testing"

	"gradus/lessons/exercise"
	"gradus/lessons/lesson"
)

const header = "---\nlesson: 07\nslug: tiny\ntitle: A tiny lesson\nminutes: 5\n---\n"

const tiny = header + `
# Tiny

Some prose with $x^2$.

## Double it!

` + "```text\n# no heading, no code\n```" + `

Read on.

` + "```go exercise=07.1 Double\nfunc double(x float64) float64 {\n\treturn 0\n}\n```" + `

` + "```hint exercise=07.1\nWhat is `x + x`?\n```\n```hint exercise=07.1\nIt is 2x.\n```" + `

` + "```go solution=07.1\nfunc double(x float64) float64 {\n\treturn 2 * x\n}\n```" + `

` + "```go\nlessons.Check(\"07.1\", double)\n```" + `
## Quiz
` + "```quiz\nQ: Twice two,\nis?\n- 5 :: Count again.\n* 4 :: Yes.\n\nQ: Half of one?\n= 0.5 ± 0.01 :: Yes.\n```\n```go\nlessons.Quiz(\"07\")\n```\n"

func correct(any) exercise.Feedback { return exercise.Right("") }

var checks = map[string]exercise.Check{"07.1": correct}

func TestParse(t *testing.T) {
	l, err := lesson.Parse(tiny, checks)
	if err != nil {
		t.Fatal(err)
	}
	if l.Name() != "07-tiny" || l.Title != "A tiny lesson" || l.Minutes != 5 {
		t.Errorf("header: %q %q %d", l.Name(), l.Title, l.Minutes)
	}
	want := []struct{ id, begins string }{
		{"tiny-1", "# Tiny\n\nSome prose"},
		{"double-it-1", "## Double it!\n\n```text\n# no heading"},
		{"exercise-07-1", "func double"},
		{"double-it-2", `lessons.Check("07.1", double)`},
		{"quiz-1", "## Quiz"},
		{"quiz-2", `lessons.Quiz("07")`},
	}
	if len(l.Cells) != len(want) {
		t.Fatalf("%d cells, want %d: %+v", len(l.Cells), len(want), l.Cells)
	}
	for i, w := range want {
		c := l.Cells[i]
		if c.ID != w.id || !strings.HasPrefix(c.Source, w.begins) || c.Markdown != (c.Source[0] == '#') {
			t.Errorf("cell %d: %+v, want %+v", i, c, w)
		}
	}
	if strings.Contains(l.Cells[2].Source, "2 * x") {
		t.Error("the stub holds the solution")
	}
	if solved := l.Solved(); !strings.Contains(solved[2].Source, "2 * x") {
		t.Errorf("solved: %q", solved[2].Source)
	}
	e := l.Exercise("07.1")
	if e.Title != "Double" || len(e.Hints) != 2 || e.Hints[1] != "It is 2x." {
		t.Errorf("exercise: %+v", e)
	}
	if len(l.Quiz) != 2 || l.Quiz[0].Text != "Twice two, is?" || !l.Quiz[0].Choices[1].Right || l.Quiz[1].Number != 0.5 {
		t.Errorf("quiz: %+v", l.Quiz)
	}
}

func TestParseRefuses(t *testing.T) {
	stub := "```go exercise=07.1 T\nx := 0\n```\n"
	solution := "```go solution=07.1\nx := 1\n```\n"
	for problem, md := range map[string]string{
		"header":                "# No header",
		"unknown key":           "---\nlessen: 07\n---\n",
		"whole number":          "---\nminutes: many\n---\n",
		"never closed":          header + stub + solution + "```go\nx := 1\n",
		"stub of exercise 07.1": header + solution,
		"no solution":           header + stub,
		"no check":              header + stub + solution + strings.ReplaceAll(stub+solution, "07.1", "07.2"),
		"no exercise 07.1":      header,
		"two stubs":             header + stub + stub,
		"cannot read":           header + "```go excercise=07.1\n```\n",
		"right choices":         header + stub + solution + "```quiz\nQ: x?\n- a :: b\n```\n",
		"say after ::":          header + stub + solution + "```quiz\nQ: x?\n* a\n```\n",
		"begins with Q:":        header + stub + solution + "```quiz\n- a :: b\n```\n",
		"is no number":          header + stub + solution + "```quiz\nQ: x?\n= one :: b\n```\n",
	} {
		if _, err := lesson.Parse(md, checks); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("want an error with %q, got %v", problem, err)
		}
	}
}

func TestCellIDsOfEqualHeadings(t *testing.T) {
	l, err := lesson.Parse(header+"## One\n### See\na\n## Two\n### See\nb\n### 看\nc\n## Two\nd\n", nil)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range l.Cells {
		ids = append(ids, c.ID)
	}
	if got, want := strings.Join(ids, " "), "one-1 one-see-1 two-1 two-see-1 two-section-1 two-2"; got != want {
		t.Errorf("ids %s, want %s", got, want)
	}
}

func TestCellIDsStayWhenAnotherSectionChanges(t *testing.T) {
	edited := strings.Replace(tiny, "Some prose", "```go\nx := 1\n```\nSome prose", 1)
	before, _ := lesson.Parse(tiny, checks)
	after, err := lesson.Parse(edited, checks)
	if err != nil {
		t.Fatal(err)
	}
	n := len(before.Cells)
	for i := 1; i < n; i++ {
		if b, a := before.Cells[i].ID, after.Cells[len(after.Cells)-n+i].ID; a != b {
			t.Errorf("cell %q became %q", b, a)
		}
	}
}
