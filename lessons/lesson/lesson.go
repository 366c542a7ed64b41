// Package lesson reads lesson.md, the one source of a lesson: its prose, its
// cells, its exercises with hints and solutions, and its quiz. The format is
// described in package lessons.
package lesson

import (
	"fmt"
	"maps"
	"slices"

	"gradus/lessons/exercise"
)

// Lesson is one lesson of the course.
type Lesson struct {
	Number  string // "02"
	Slug    string // "forward"
	Title   string // "Forward propagation and loss"
	Minutes int

	Cells     []Cell
	Exercises []*exercise.Exercise // in the order of their stubs
	Quiz      []exercise.Question
}

// Cell is a cell of the lesson's notebook.
type Cell struct {
	ID       string // unlike any other in the notebook, and stable under edits elsewhere
	Markdown bool   // prose, else code
	Source   string
	Exercise string // the exercise that this code cell is the stub of, or ""
}

// Name is what the lesson's notebook is called: "02-forward".
func (l *Lesson) Name() string { return l.Number + "-" + l.Slug }

// Exercise returns the exercise with the id, or nil.
func (l *Lesson) Exercise(id string) *exercise.Exercise {
	for _, e := range l.Exercises {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// Solved returns the cells with each stub replaced by its solution.
func (l *Lesson) Solved() []Cell {
	cells := slices.Clone(l.Cells)
	for i := range cells {
		if id := cells[i].Exercise; id != "" {
			cells[i].Source = l.Exercise(id).Solution
		}
	}
	return cells
}

// Parse reads a lesson.md and binds its exercises to their checks. Each
// exercise needs a stub, a solution and a check, and each check an exercise.
func Parse(md string, checks map[string]exercise.Check) (*Lesson, error) {
	l, err := parse(md)
	if err != nil {
		return nil, fmt.Errorf("lesson.md: %w", err)
	}
	for _, e := range l.Exercises {
		e.Check = checks[e.ID]
		switch {
		case e.Check == nil:
			return nil, fmt.Errorf("lesson.md: exercise %s has no check", e.ID)
		case e.Solution == "":
			return nil, fmt.Errorf("lesson.md: exercise %s has no solution", e.ID)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(checks)) {
		if l.Exercise(id) == nil {
			return nil, fmt.Errorf("lesson.md: there is a check but no exercise %s", id)
		}
	}
	return l, nil
}

// MustParse is Parse for a lesson.md that is embedded, and so tested; it
// panics where that returns an error.
func MustParse(md string, checks map[string]exercise.Check) *Lesson {
	l, err := Parse(md, checks)
	if err != nil {
		panic(err)
	}
	return l
}
