package exercise

import (
	"fmt"
	"reflect"
	"strings"
)

// Spec is the check of an answer of type F (nearly always a function) by
// comparison: it makes each call with the learner's answer and with the
// reference. Where they differ, an answer that gives what one of the bugs
// gives, in all calls, has that bug.
type Spec[F any] struct {
	Reference F
	Calls     []Call[F]
	Bugs      []Bug[F]

	// Stub is what the learner is given, when a stub's answers are not all
	// zero. With the zero value, an answer of nothing but zeros is untouched.
	Stub F

	Tolerance float64                          // relative above 1, absolute below; 0 means 1e-9
	Praise    string                           // said when all is right
	Picture   func(got, want any) (figure any) // replaces the standard picture of a difference
}

// Call is one call to try. Do makes its arguments afresh each time, so that an
// answer that changes them spoils nothing. It returns a float64, int,
// []float64, []int, [][]float64, or a []any of these.
type Call[F any] struct {
	Text string // as the learner would write it
	Do   func(F) any
}

// Bug is a typical mistake: F as somebody who makes it would write it.
type Bug[F any] struct {
	Name   string // "wrong sign"
	Advice string // what to look at, without giving the line away
	Answer F
}

// Check is the spec's [Check].
func (s Spec[F]) Check(answer any) Feedback { return Answer(s.judge)(answer) }

func (s Spec[F]) judge(answer F) Feedback {
	var wrong []int
	got := make([]any, len(s.Calls))
	for i, call := range s.Calls {
		got[i] = call.try(answer)
		if !s.same(got[i], call.try(s.Reference)) {
			wrong = append(wrong, i)
		}
	}
	if len(wrong) == 0 {
		return Right(s.Praise)
	}
	if s.untouched(got) {
		return Untouched()
	}

	first := s.Calls[wrong[0]]
	want := first.try(s.Reference)
	f := Wrong(difference(got[wrong[0]], want, len(wrong), len(s.Calls), s.tolerance()))
	if crash, ok := got[wrong[0]].(crash); ok {
		f = panicked(crash.with)
	}
	for _, bug := range s.Bugs {
		if s.explains(bug.Answer, got, wrong) {
			f = f.Likely(bug.Name, bug.Advice)
			break
		}
	}
	if f.Panic != "" {
		f.Message = "Your code panicked in `" + first.Text + "`."
		return f
	}
	if f.Bug != "" || 2*len(wrong) <= len(s.Calls) {
		f.State = Almost
	}
	f = f.Because(first.Text, got[wrong[0]], want)
	if s.Picture != nil {
		return f.Draw(s.Picture(got[wrong[0]], want))
	}
	return f.Draw(picture(got[wrong[0]], want, s.tolerance()))
}

// explains reports whether the buggy answer gives what was got in all the
// calls that went wrong.
func (s Spec[F]) explains(buggy F, got []any, wrong []int) bool {
	for _, i := range wrong {
		if !s.same(got[i], s.Calls[i].try(buggy)) {
			return false
		}
	}
	return true
}

// try makes the call. A panic is a result like any other: a bug that panics
// alike is recognised by it.
func (c Call[F]) try(answer F) (got any) {
	defer func() {
		if r := recover(); r != nil {
			got = crash{r}
		}
	}()
	return c.Do(answer)
}

// crash is the result of a call that panicked.
type crash struct{ with any }

// kind is the panic without the numbers that differ from call to call, and
// from compiled to interpreted code.
func (c crash) kind() string {
	text := strings.Replace(fmt.Sprint(c.with), "slice index out of bounds", "slice bounds out of range", 1) // as package reflect says it
	for _, kind := range []string{"index out of range", "slice bounds out of range", "nil map", "nil pointer", "divide by zero"} {
		if strings.Contains(text, kind) {
			return kind
		}
	}
	return text
}

// untouched reports whether the answers are the stub's.
func (s Spec[F]) untouched(got []any) bool {
	if !reflect.ValueOf(&s.Stub).Elem().IsZero() {
		for i, call := range s.Calls {
			if !s.same(got[i], call.try(s.Stub)) {
				return false
			}
		}
		return true
	}
	for _, g := range got {
		if _, crashed := g.(crash); crashed {
			return false
		}
		for _, v := range flatten(g).values {
			if v != 0 {
				return false
			}
		}
	}
	return true
}

func (s Spec[F]) same(a, b any) bool { return flatten(a).equal(flatten(b), s.tolerance()) }

func (s Spec[F]) tolerance() float64 {
	if s.Tolerance == 0 {
		return 1e-9
	}
	return s.Tolerance
}
