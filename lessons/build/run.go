package build

import (
	"context"
	"fmt"
	"os"
	"strings"

	"gradus/kernel/notebook"
	"gradus/lessons/lesson"
)

// Run makes the notebook of a lesson with outputs. Pictures and numbers are
// those of the solved lesson, so that a learner sees what to aim for; what the
// course itself says (checks, quiz, progress) is what the stubs get.
//
// It is an error if either run fails, and if a check finds a solution wrong:
// the solved lesson runs graded. The learner's own progress is left alone.
func Run(ctx context.Context, l *lesson.Lesson, start Start) (*notebook.Notebook, error) {
	given, solved := Notebook(l, l.Cells), Notebook(l, l.Solved())
	if err := run(ctx, given, start, ""); err != nil {
		return nil, fmt.Errorf("as given: %w", err)
	}
	if err := run(ctx, solved, start, "1"); err != nil {
		return nil, fmt.Errorf("solved: %w", err)
	}
	for i, c := range given.Cells {
		if !speaksForCourse(c.Source) {
			c.Outputs = solved.Cells[i].Outputs
		}
	}
	return given, nil
}

// speaksForCourse reports whether a cell's output depends on what the learner
// has done.
func speaksForCourse(source string) bool { return strings.Contains(source, "lessons.") }

// run runs a notebook on a kernel of its own, with an empty folder for the
// learner's data and GRADUS_GRADE as given.
func run(ctx context.Context, nb *notebook.Notebook, start Start, grade string) error {
	dir, err := os.MkdirTemp("", "gradus-lesson")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	defer setenv("GRADUS_DATA", dir)()
	defer setenv("GRADUS_GRADE", grade)()
	k, stop, err := start()
	if err != nil {
		return err
	}
	defer stop()
	return notebook.Run(ctx, nb, k, nil)
}

// setenv sets a variable of the environment, and returns what puts it back.
func setenv(key, value string) (restore func()) {
	old, had := os.LookupEnv(key)
	os.Setenv(key, value)
	return func() {
		if had {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	}
}
