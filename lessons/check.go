package lessons

import (
	"os"
	"sync"

	"gradus/lessons/exercise"
	"gradus/lessons/progress"
)

// Check judges the answer to an exercise, a function or a value, and returns
// feedback that shows itself as a card:
//
//	lessons.Check("02.1", softmax)
//
// With GRADUS_GRADE=1 in the environment an answer that is not correct ends
// the cell with an error.
func Check(id string, answer any) exercise.Feedback {
	e, existing := findExercise(id)
	var f exercise.Feedback
	if e == nil {
		f = exercise.Wrong("There is no exercise `" + id + "`. There are: " + existing + ".")
	} else {
		f = e.Run(answer)
		remember(func(r *progress.Record) { r.Try(id, f.State) })
	}
	if f.State != exercise.Correct && os.Getenv("GRADUS_GRADE") == "1" {
		panic(&exercise.Failed{Feedback: f})
	}
	return f
}

// hintsSeen counts, by exercise, the hints that this session has shown.
var hintsSeen = struct {
	sync.Mutex
	by map[string]int
}{by: map[string]int{}}

// Hint shows the exercise's next hint, each call one further.
func Hint(id string) exercise.Note {
	e, existing := findExercise(id)
	if e == nil {
		return noSuch("exercise", id, existing)
	}
	hintsSeen.Lock()
	n := hintsSeen.by[id]
	hintsSeen.by[id] = min(n+1, len(e.Hints))
	hintsSeen.Unlock()
	remember(func(r *progress.Record) { r.SawHint(id, min(n+1, len(e.Hints))) })
	return e.HintNote(n)
}

// Solution shows the exercise's code.
func Solution(id string) exercise.Note {
	e, existing := findExercise(id)
	if e == nil {
		return noSuch("exercise", id, existing)
	}
	remember(func(r *progress.Record) { r.SawSolution(id) })
	return e.SolutionNote()
}

func noSuch(what, id, existing string) exercise.Note {
	return exercise.Note{Markdown: "There is no " + what + " `" + id + "`. There are: " + existing + "."}
}

// remember stores progress. A learner whose folder cannot be written learns
// all the same: Progress is where that is said.
func remember(change func(*progress.Record)) { _ = progress.Update(change) }
