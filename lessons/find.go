package lessons

import (
	"strings"

	"gradus/lessons/course"
	"gradus/lessons/exercise"
	"gradus/lessons/lesson"
)

// find returns the lesson with the number and those that exist.
func find(number string) (found *lesson.Lesson, existing string) {
	var numbers []string
	for _, l := range course.All() {
		numbers = append(numbers, l.Number)
		if l.Number == number {
			found = l
		}
	}
	return found, strings.Join(numbers, ", ")
}

// findExercise returns the exercise with the id and those that exist in its
// lesson, or in the course when there is no such lesson.
func findExercise(id string) (found *exercise.Exercise, existing string) {
	number, _, _ := strings.Cut(id, ".")
	var near, all []string
	for _, l := range course.All() {
		for _, e := range l.Exercises {
			all = append(all, e.ID)
			if l.Number == number {
				near = append(near, e.ID)
			}
			if e.ID == id {
				found = e
			}
		}
	}
	if len(near) == 0 {
		near = all
	}
	return found, strings.Join(near, ", ")
}
