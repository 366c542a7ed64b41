// Package forward is lesson 02: forward propagation and loss.
package forward

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
		"02.1": network.Check,
		"02.2": softmax.Check,
		"02.3": crossEntropy.Check,
	})
})
