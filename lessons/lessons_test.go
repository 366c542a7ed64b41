package lessons_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gradus/lessons"
	"gradus/lessons/exercise"
)

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "gradus")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Setenv("GRADUS_DATA", dir) // no test touches the real progress
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func TestCheckIsRemembered(t *testing.T) {
	t.Setenv("GRADUS_DATA", t.TempDir())
	if f := lessons.Check("02.2", shiftedSoftmax); f.State != exercise.Correct {
		t.Errorf("feedback:\n%v", f)
	}
	lessons.Check("02.3", func([][]float64, []int) float64 { return 7 })
	lessons.Solution("02.3")
	lessons.Quiz("02", "b", "", "30")
	s := lessons.Progress().String()
	for _, want := range []string{"correct        1 try", "keep working   1 try, solution seen", "2 of 5 right", "02.1  Two layers, forward                      not attempted"} {
		if !strings.Contains(s, want) {
			t.Errorf("progress lacks %q:\n%s", want, s)
		}
	}
	if page := lessons.Progress().MIMEBundle()["text/html"].(string); !strings.Contains(page, "<td") {
		t.Errorf("no table in %s", page)
	}
}

func TestGradedCheckFails(t *testing.T) {
	t.Setenv("GRADUS_GRADE", "1")
	lessons.Check("02.2", shiftedSoftmax)
	for name, check := range map[string]func(){
		"a wrong answer":  func() { lessons.Check("02.2", func([]float64) []float64 { return nil }) },
		"a panic":         func() { lessons.Check("02.2", func([]float64) []float64 { panic("oh") }) },
		"no such one":     func() { lessons.Check("02.9", shiftedSoftmax) },
		"no answer given": func() { lessons.Check("02.2", nil) },
	} {
		func() {
			defer func() {
				err, _ := recover().(error)
				var failed *exercise.Failed
				if !errors.As(err, &failed) {
					t.Errorf("%s ends with %v, want *exercise.Failed", name, err)
				}
			}()
			check()
		}()
	}
}

func TestHintsOneByOne(t *testing.T) {
	first, second := lessons.Hint("02.1").String(), lessons.Hint("02.1").String()
	if !strings.Contains(first, "1 of 3") || !strings.Contains(second, "2 of 3") {
		t.Errorf("hints:\n%s\n%s", first, second)
	}
	for range 5 {
		lessons.Hint("02.1")
	}
	if last := lessons.Hint("02.1").String(); !strings.Contains(last, "last hint") {
		t.Errorf("after all hints: %s", last)
	}
}

func TestUnknownNamesAreTold(t *testing.T) {
	for _, s := range []string{
		lessons.Check("02.9", nil).String(),
		lessons.Hint("02.9").String(),
		lessons.Solution("02.9").String(),
		lessons.Quiz("77").String(),
	} {
		if !strings.Contains(s, "There is no") || !strings.Contains(s, "02") {
			t.Errorf("got: %s", s)
		}
	}
}

func TestProgressThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GRADUS_DATA", file)
	if f := lessons.Check("02.2", shiftedSoftmax); f.State != exercise.Correct {
		t.Errorf("feedback:\n%v", f)
	}
	if s := lessons.Progress().String(); !strings.Contains(s, "progress:") {
		t.Errorf("Progress does not tell why it forgets:\n%s", s)
	}
}
