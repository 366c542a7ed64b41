// Package build makes the notebooks of the lessons: cells out of lesson.md,
// with the outputs of a run, and tells when a committed one is out of date.
package build

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"gradus/kernel/notebook"
	"gradus/lessons/course"
	"gradus/lessons/lesson"
)

// Options say what to build.
type Options struct {
	Names []string  // numbers, slugs or both, as in 02, forward, 02-forward; all lessons if empty
	Dir   string    // where the notebooks go
	Start Start     // runs them and stores the outputs; nil leaves them without
	Log   io.Writer // told of each notebook that is done; may be nil
}

// Start starts a kernel to run a notebook on; stop ends it.
type Start func() (k notebook.Kernel, stop func(), err error)

// Lessons builds the notebooks of lessons. It is the command gradus lesson
// build.
func Lessons(ctx context.Context, o Options) error {
	chosen, err := choose(course.All(), o.Names)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return err
	}
	for _, l := range chosen {
		nb := Notebook(l, l.Cells)
		if o.Start != nil {
			if nb, err = Run(ctx, l, o.Start); err != nil {
				return fmt.Errorf("lesson %s: %w", l.Name(), err)
			}
		}
		path := File(o.Dir, l)
		if err := nb.WriteFile(path); err != nil {
			return err
		}
		if o.Log != nil {
			fmt.Fprintln(o.Log, path)
		}
	}
	return nil
}

// File is where the notebook of a lesson is, in the folder of notebooks.
func File(dir string, l *lesson.Lesson) string {
	return filepath.Join(dir, l.Name()+".ipynb")
}

// Notebook makes a notebook, without outputs, of a lesson's cells: those that
// the learner is given, or the solved ones.
func Notebook(l *lesson.Lesson, cells []lesson.Cell) *notebook.Notebook {
	nb := notebook.New()
	nb.Metadata["title"] = l.Title
	for _, c := range cells {
		cell := &notebook.Cell{ID: c.ID, Type: notebook.Code, Source: c.Source}
		if c.Markdown {
			cell.Type = notebook.Markdown
		}
		if c.Exercise != "" {
			cell.Metadata = map[string]any{"gradus": map[string]any{"exercise": c.Exercise}}
		}
		nb.Cells = append(nb.Cells, cell)
	}
	return nb
}

// choose picks the lessons with the names, in the course's order.
func choose(all []*lesson.Lesson, names []string) ([]*lesson.Lesson, error) {
	if len(names) == 0 {
		return all, nil
	}
	named := func(name string) func(*lesson.Lesson) bool {
		return func(l *lesson.Lesson) bool { return name == l.Number || name == l.Slug || name == l.Name() }
	}
	for _, name := range names {
		if !slices.ContainsFunc(all, named(name)) {
			return nil, fmt.Errorf("there is no lesson %q", name)
		}
	}
	var chosen []*lesson.Lesson
	for _, l := range all {
		if slices.ContainsFunc(names, func(name string) bool { return named(name)(l) }) {
			chosen = append(chosen, l)
		}
	}
	return chosen, nil
}
