package course_test

import (
	"fmt"
	"strings"
	"testing"

	"gradus/lessons/course"
)

// TestTable holds what the course expects of every lesson.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	last := ""
	for _, l := range course.All() {
		if l.Number <= last {
			t.Errorf("lesson %s comes after %s", l.Number, last)
		}
		last = l.Number
		if l.Minutes < 1 || l.Minutes > 45 {
			t.Errorf("%s: %d minutes", l.Name(), l.Minutes)
		}
		if n := len(l.Exercises); n < 1 || n > 5 {
			t.Errorf("%s: %d exercises", l.Name(), n)
		}
		if len(l.Quiz) == 0 {
			t.Errorf("%s: no quiz", l.Name())
		}
		code := ""
		for _, c := range l.Cells {
			if !c.Markdown {
				code += c.Source + "\n"
			}
		}
		for _, e := range l.Exercises {
			if seen[e.ID] || !strings.HasPrefix(e.ID, l.Number+".") {
				t.Errorf("%s: exercise %s", l.Name(), e.ID)
			}
			seen[e.ID] = true
			if e.Title == "" || len(e.Hints) == 0 || e.Stub == e.Solution {
				t.Errorf("exercise %s lacks a title, hints, or something to do", e.ID)
			}
			if want := fmt.Sprintf("lessons.Check(%q, ", e.ID); !strings.Contains(code, want) {
				t.Errorf("%s: no cell with %s", l.Name(), want)
			}
		}
		if want := fmt.Sprintf("lessons.Quiz(%q)", l.Number); !strings.Contains(code, want) {
			t.Errorf("%s: no cell with %s", l.Name(), want)
		}
	}
}
