package exercise_test

import (
	"fmt"

	"gradus/lessons/exercise"
)

// A check of its own, where comparing with a reference does not fit: any
// permutation will do.
func ExampleAnswer() {
	check := exercise.Answer(func(shuffle func(n int) []int) exercise.Feedback {
		seen := map[int]bool{}
		for _, i := range shuffle(4) {
			seen[i] = true
		}
		if len(seen) < 4 {
			return exercise.Close("Some index never comes.").
				Likely("drawn with replacement", "Swap elements instead of drawing each anew.").
				Because("shuffle(4)", shuffle(4), "each of 0, 1, 2, 3 once")
		}
		return exercise.Right("Each index comes once.")
	})
	e := exercise.Exercise{ID: "04.9", Title: "Shuffle", Check: check}
	fmt.Println(e.Run(func(n int) []int { return []int{2, 2, 0, 1} }))
	fmt.Println(e.Run(func(n int) int { return n }))
	// Output:
	// ◐ Almost · 04.9 Shuffle
	//   Some index never comes.
	//   shuffle(4)
	//     gives     [2 2 0 1]
	//     should be each of 0, 1, 2, 3 once
	//   Likely bug: drawn with replacement. Swap elements instead of drawing each anew.
	//   Stuck? `lessons.Solution("04.9")`
	// ✗ Keep working · 04.9 Shuffle
	//   The check expects `func(int) []int`, but yours is `func(int) int`.
	//   Stuck? `lessons.Solution("04.9")`
}
