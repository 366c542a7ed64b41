package exercise_test

import (
	"strings"
	"testing"

	"gradus/lessons/exercise"
)

var (
	choice = exercise.Question{Text: "Which is `even`?", Choices: []exercise.Choice{
		{Text: "three", Why: "3 = 2 + 1."}, {Text: "four", Right: true, Why: "4 = 2 + 2."},
	}}
	number = exercise.Question{Text: "What is a half?", Number: 0.5, Tolerance: 0.01, Why: "One of two."}
)

func TestMark(t *testing.T) {
	for _, test := range []struct {
		question exercise.Question
		answer   string
		right    bool
		why      string
	}{
		{choice, "b", true, "4 = 2 + 2."},
		{choice, " B ", true, "4 = 2 + 2."},
		{choice, "a", false, "3 = 2 + 1."},
		{choice, "c", false, "a to b"},
		{choice, "", false, "a to b"},
		{number, "0.505", true, "One of two."},
		{number, "0.6", false, "Not this number"},
		{number, "half", false, "A number is asked for"},
	} {
		right, why := test.question.Mark(test.answer)
		if right != test.right || !strings.Contains(why, test.why) {
			t.Errorf("%q: %v %q, want %v %q", test.answer, right, why, test.right, test.why)
		}
	}
}
