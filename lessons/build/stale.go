package build

import (
	"errors"
	"fmt"

	"gradus/kernel/notebook"
	"gradus/lessons/lesson"
)

// Stale says how a lesson's notebook differs from what would be built now: an
// error for each cell that is missing, too many, changed, not run, without the
// output that it should have, or failed. It is nil for one that is up to date.
func Stale(l *lesson.Lesson, nb *notebook.Notebook) error {
	want := Notebook(l, l.Cells).Cells
	var problems []error
	problem := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf("%s: "+format, append([]any{l.Name()}, args...)...))
	}
	if len(nb.Cells) != len(want) {
		problem("it has %d cells, lesson.md has %d", len(nb.Cells), len(want))
	}
	for i := 0; i < min(len(want), len(nb.Cells)); i++ {
		c := nb.Cells[i]
		switch {
		case c.ID != want[i].ID || c.Type != want[i].Type:
			problem("cell %d is %s %q, not %s %q", i+1, c.Type, c.ID, want[i].Type, want[i].ID)
		case c.Source != want[i].Source:
			problem("cell %q is not what lesson.md says", c.ID)
		case c.Type == notebook.Code && c.ExecutionCount == 0:
			problem("cell %q was not run", c.ID)
		case c.Type == notebook.Code && shows(c.Source) && len(c.Outputs) == 0:
			problem("cell %q should have an output", c.ID)
		}
		for _, o := range c.Outputs {
			if o.Type == notebook.ErrorOutput && !c.HasTag("raises-exception") {
				problem("cell %q failed: %s: %s", c.ID, o.ErrName, o.ErrValue)
			}
		}
	}
	return errors.Join(problems...)
}
