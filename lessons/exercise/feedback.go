package exercise

import (
	"fmt"
	"strings"
)

// State is how far an answer is.
type State int

// The four states of an exercise, from untouched to done.
const (
	NotAttempted State = iota
	KeepWorking
	Almost
	Correct
)

var stateNames = [...]string{"not attempted", "keep working", "almost", "correct"}

func (s State) String() string { return stateNames[s] }

// MarshalText writes the state by its name.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a name that MarshalText wrote.
func (s *State) UnmarshalText(text []byte) error {
	for i, name := range stateNames {
		if name == string(text) {
			*s = State(i)
			return nil
		}
	}
	return fmt.Errorf("exercise: unknown state %q", text)
}

// Feedback is what a check says. It shows itself as a card; `code` in its
// texts is set as code.
type Feedback struct {
	Exercise, Title string // filled in by Run
	Hints           int    // how many hints there are; filled in by Run

	State   State
	Message string       // what is right or wrong, in a sentence or two
	Compare []Comparison // calls with what they gave and should have given
	Bug     string       // the likely bug: "not shifted"
	Advice  string       // how to find and mend it
	Panic   string       // what the learner's code panicked with
	Picture any          // a figure (a value with MIMEBundle) that shows where it differs
}

// Comparison is one call of the learner's code.
type Comparison struct {
	Call, Got, Want string
}

// Right is the feedback for a correct answer.
func Right(message string) Feedback { return Feedback{State: Correct, Message: message} }

// Close is the feedback for an answer that is nearly right.
func Close(message string) Feedback { return Feedback{State: Almost, Message: message} }

// Wrong is the feedback for an answer that is not right yet.
func Wrong(message string) Feedback { return Feedback{State: KeepWorking, Message: message} }

// Untouched is the feedback for a stub that was not changed.
func Untouched() Feedback {
	return Feedback{State: NotAttempted, Message: "Write your code in the cell above, run it, then run this check again."}
}

// Likely returns f with the name of the likely bug and advice on it.
func (f Feedback) Likely(bug, advice string) Feedback {
	f.Bug, f.Advice = bug, advice
	return f
}

// Because returns f with one call that shows the difference; got and want are
// numbers, vectors or matrices.
func (f Feedback) Because(call string, got, want any) Feedback {
	g, w := formatPair(got, want)
	f.Compare = append(f.Compare[:len(f.Compare):len(f.Compare)], Comparison{call, g, w})
	return f
}

// Draw returns f with a picture.
func (f Feedback) Draw(figure any) Feedback {
	f.Picture = figure
	return f
}

// panicked is the feedback for code that panicked with r.
func panicked(r any) Feedback {
	f := Wrong("Your code panicked before it could answer.")
	f.Panic = fmt.Sprint(r)
	for _, where := range []string{"runtime error: ", "reflect: ", "reflect.Value.Slice: "} { // compiled, interpreted
		f.Panic = strings.TrimPrefix(f.Panic, where)
	}
	return f
}

// Failed is the error that a check which is not correct ends its cell with
// when exercises are graded.
type Failed struct{ Feedback Feedback }

func (e *Failed) Error() string { return e.Feedback.String() }
