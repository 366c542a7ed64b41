// Package exercise is what a lesson's exercises are made of: the check of an
// answer, the feedback it gives, hints, the solution, and quiz questions.
//
// Most checks are a [Spec]: a reference, the calls to try, and the typical
// mistakes, all as ordinary Go functions. The learner's answer is compared
// with the reference, and where it differs with each mistake, so that the
// feedback can name the likely bug.
package exercise

import (
	"reflect"
	"strings"
)

// A Check judges a learner's answer: a function or a value from a cell.
type Check func(answer any) Feedback

// Exercise is something to code, with its check.
type Exercise struct {
	ID       string   // lesson and number: "02.1"
	Title    string   // "softmax"
	Stub     string   // the cell that the learner is given
	Solution string   // what Solution shows and tests put in the stub's place
	Hints    []string // Markdown, from gentle to nearly telling
	Check    Check
}

// Run judges the answer. It never panics: a panic in the learner's code is
// feedback too.
func (e *Exercise) Run(answer any) (f Feedback) {
	defer func() {
		if r := recover(); r != nil {
			f = panicked(r)
		}
		f.Exercise, f.Title, f.Hints = e.ID, e.Title, len(e.Hints)
	}()
	if answer == nil {
		return Untouched()
	}
	return e.Check(answer)
}

// Answer makes a Check of a function that takes answers of type F. Any other
// type is answered with the type that was expected.
//
//	exercise.Answer(func(loss func(p, y []float64) float64) exercise.Feedback { … })
func Answer[F any](check func(F) Feedback) Check {
	return func(answer any) Feedback {
		f, ok := as[F](answer)
		if !ok {
			return Wrong("The check expects `" + typeName(reflect.TypeFor[F]()) +
				"`, but yours is `" + typeName(reflect.TypeOf(answer)) + "`.")
		}
		return check(f)
	}
}

// as converts an answer to F: a function or slice of a named type with the
// same structure will do, and so will any number for a number.
func as[F any](answer any) (f F, ok bool) {
	if f, ok := answer.(F); ok {
		return f, true
	}
	want, got := reflect.TypeFor[F](), reflect.ValueOf(answer)
	sameKind := got.Kind() == want.Kind() || isNumber(got.Kind()) && isNumber(want.Kind())
	if sameKind && got.CanConvert(want) {
		return got.Convert(want).Interface().(F), true
	}
	return f, false
}

func isNumber(k reflect.Kind) bool {
	return k >= reflect.Int && k <= reflect.Float64
}

// typeName writes a type as a learner would.
func typeName(t reflect.Type) string {
	return strings.NewReplacer("interface {}", "any", "main.", "").Replace(t.String())
}
