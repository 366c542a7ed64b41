// Package exercisetest tests the checks of exercises.
package exercisetest

import (
	"testing"

	"gradus/lessons/exercise"
)

// Verify tests a spec against itself: the reference is correct, each bug is
// recognised by its name, the stub is untouched, and an answer of another type
// is told so.
func Verify[F any](t *testing.T, spec exercise.Spec[F], stub F) {
	t.Helper()
	e := exercise.Exercise{ID: "00.0", Title: "test", Check: spec.Check}
	if f := e.Run(spec.Reference); f.State != exercise.Correct {
		t.Errorf("the reference is not correct:\n%v", f)
	}
	if f := e.Run(stub); f.State != exercise.NotAttempted {
		t.Errorf("the stub is not untouched:\n%v", f)
	}
	for _, bug := range spec.Bugs {
		if f := e.Run(bug.Answer); f.Bug != bug.Name || f.State == exercise.Correct {
			t.Errorf("bug %q is not recognised:\n%v", bug.Name, f)
		}
	}
	if f := e.Run(struct{}{}); f.State != exercise.KeepWorking || f.Bug != "" {
		t.Errorf("an answer of another type gets:\n%v", f)
	}
}
