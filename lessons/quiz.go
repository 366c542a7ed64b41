package lessons

import (
	"gradus/lessons/exercise"
	"gradus/lessons/progress"
)

// Quiz shows a lesson's questions and, when there are answers, marks them and
// says why. An empty answer leaves its question open.
//
//	lessons.Quiz("02")
//	lessons.Quiz("02", "b", "a", "0.69")
func Quiz(lesson string, answers ...string) exercise.Quiz {
	l, existing := find(lesson)
	if l == nil {
		return exercise.Quiz{Lesson: lesson, Problem: "There is no lesson " + lesson + ". There are: " + existing + "."}
	}
	q := exercise.Quiz{Lesson: lesson, Questions: l.Quiz, Answers: answers}
	if len(answers) > 0 {
		remember(func(r *progress.Record) { r.Answer(q) })
	}
	return q
}
