package exercise_test

import (
	"strings"
	"testing"

	"gradus/lessons/exercise"
)

func TestQuizShowsQuestionsThenMarks(t *testing.T) {
	q := exercise.Quiz{Lesson: "02", Questions: []exercise.Question{choice, number}}
	open := q.MIMEBundle()["text/html"].(string)
	if !strings.Contains(open, "<code>even</code>") || strings.Contains(open, "2 + 2") {
		t.Errorf("an unanswered quiz should show questions and no explanations:\n%s", open)
	}
	if want := `lessons.Quiz("02", "a", "0.5")`; !strings.Contains(q.String(), want) {
		t.Errorf("no %q in:\n%s", want, q)
	}
	q.Answers = []string{"", "0.5"}
	if q.Right() != 1 || !strings.Contains(q.String(), "1 of 2 right") {
		t.Errorf("one is right, but:\n%s", q)
	}
	if strings.Contains(q.String(), "Answer with a letter") {
		t.Errorf("a question left open is marked:\n%s", q)
	}
}
