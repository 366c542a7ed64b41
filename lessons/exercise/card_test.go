package exercise_test

import (
	"strings"
	"testing"

	"gradus/lessons/exercise"
)

// dot is a figure of one pixel.
type dot struct{}

func (dot) MIMEBundle() map[string]any {
	return map[string]any{"image/png": []byte("\x89PNG")}
}

func (dot) MIMEMetadata() map[string]any {
	return map[string]any{"image/png": map[string]any{"width": 480, "height": 320}}
}

func TestCardShowsAllOfTheFeedback(t *testing.T) {
	f := exercise.Close("Check the `<` sign.").
		Because("f(1)", []float64{1, 2}, []float64{1, 3}).
		Likely("wrong sign", "Look at `w`.").
		Draw(dot{})
	page := f.MIMEBundle()["text/html"].(string)
	for _, want := range []string{
		"Almost", "Check the <code>&lt;</code> sign.", "<code>f(1)</code>", "[1 2]", "[1 3]",
		"Likely bug: wrong sign.", "<code>w</code>",
		`width="480" height="320"`, "data:image/png;base64,iVBORw==",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the card lacks %q:\n%s", want, page)
		}
	}
}

func TestCardOffersHelp(t *testing.T) {
	e := exercise.Exercise{ID: "02.1", Title: "Softmax", Hints: []string{"Shift first."},
		Check: func(any) exercise.Feedback { return exercise.Wrong("No.") }}
	if s := e.Run(1).String(); !strings.Contains(s, `lessons.Hint("02.1")`) {
		t.Errorf("no way to the hints in:\n%s", s)
	}
	e.Check = func(any) exercise.Feedback { return exercise.Right("Yes.") }
	if s := e.Run(1).String(); strings.Contains(s, "Hint") {
		t.Errorf("a correct answer needs no hint:\n%s", s)
	}
}

func TestStateNames(t *testing.T) {
	for s := exercise.NotAttempted; s <= exercise.Correct; s++ {
		text, _ := s.MarshalText()
		var back exercise.State
		if err := back.UnmarshalText(text); err != nil || back != s {
			t.Errorf("%v comes back as %v (%v)", s, back, err)
		}
	}
	var s exercise.State
	if s.UnmarshalText([]byte("perfect")) == nil {
		t.Error("an unknown state is no error")
	}
}

func TestHintsGoOn(t *testing.T) {
	e := exercise.Exercise{ID: "02.1", Hints: []string{"Shift.", "Divide."}, Solution: "func f() {}"}
	for n, want := range []string{"(1 of 2): Shift.", "(2 of 2): Divide.", "last hint"} {
		if got := e.HintNote(n).String(); !strings.Contains(got, want) {
			t.Errorf("hint %d is %q, want %q in it", n, got, want)
		}
	}
	if got := e.SolutionNote().MIMEBundle()["text/markdown"].(string); !strings.Contains(got, "```go\nfunc f() {}\n```") {
		t.Errorf("solution: %q", got)
	}
}
