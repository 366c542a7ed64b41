// Package backward is lesson 03: backward propagation and the chain rule.
package backward

import (
	_ "embed" // lesson.md
	"sync"

	"gradus/lessons/exercise"
	"gradus/lessons/lesson"
)

//go:embed lesson.md
var text string

// Lesson returns the lesson with its checks.
var Lesson = sync.OnceValue(func() *lesson.Lesson {
	return lesson.MustParse(text, map[string]exercise.Check{
		"03.1": checkSlopes,
		"03.2": gradients.Check,
		"03.3": layer.Check,
	})
})
