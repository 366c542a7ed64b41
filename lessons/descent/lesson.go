// Package descent is lesson 04: gradient descent with momentum, Adam and
// minibatches.
package descent

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
		"04.1": sgd.Check,
		"04.2": adam.Check,
		"04.3": epoch.Check,
	})
})
