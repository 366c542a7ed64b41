// Package course is the table of the lessons.
package course

import (
	"gradus/lessons/backward"
	"gradus/lessons/descent"
	"gradus/lessons/forward"
	"gradus/lessons/lesson"
)

// table is the course, in order: one line a lesson.
var table = []func() *lesson.Lesson{
	forward.Lesson,
	backward.Lesson,
	descent.Lesson,
}

// All returns the lessons of the course, in order.
func All() []*lesson.Lesson {
	all := make([]*lesson.Lesson, len(table))
	for i, read := range table {
		all[i] = read()
	}
	return all
}
