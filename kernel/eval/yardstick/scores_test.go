package yardstick_test

import (
	"reflect"
	"strings"
	"testing"

	"gradus/kernel/eval/yardstick"
)

func toyScores() (yardstick.Scores, []yardstick.Program) {
	programs := []yardstick.Program{{Set: "corpus", Name: "a.go"}, {Set: "corpus", Name: "b.go"}, {Set: "corpus", Name: "c.go"}}
	s := yardstick.Scores{}
	s.Add("toy", programs, []yardstick.Verdict{{}, {Reason: "hang"}, {Reason: "panic", Detail: "oh\u00a0no"}})
	return s, programs
}

func TestScoresRoundTrip(t *testing.T) {
	s, _ := toyScores()
	text := string(s.Format())
	if !strings.Contains(text, "toy\tcorpus\t1 of 3\n\tb.go\thang\n\tc.go\tpanic\toh\u00a0no\n") {
		t.Errorf("format:\n%s", text)
	}
	back, err := yardstick.ParseScores(text)
	if err != nil || !reflect.DeepEqual(back, s) {
		t.Errorf("parsed %+v, %v", back, err)
	}
	for _, wrong := range []string{"toy\tcorpus\n", "toy\tcorpus\tmany\n", "\tb.go\thang\n"} {
		if _, err := yardstick.ParseScores(wrong); err == nil {
			t.Errorf("%q is accepted", wrong)
		}
	}
}

// The guard reports what falls and what is stale, and lets pass what improves.
func TestGuard(t *testing.T) {
	s, programs := toyScores()
	was := s[yardstick.Key{Engine: "toy", Set: "corpus"}]
	same := []yardstick.Verdict{{}, {Reason: "hang"}, {Reason: "output"}}
	if worse, better := was.Guard(programs, same); len(worse)+len(better) > 0 {
		t.Errorf("the same: %q %q", worse, better)
	}
	// One falls while another rises: the number alone would not tell.
	worse, better := was.Guard(programs, []yardstick.Verdict{{Reason: "crash"}, {}, {Reason: "panic"}})
	if len(worse) != 1 || !strings.Contains(worse[0], "a.go") || len(better) != 1 || !strings.Contains(better[0], "b.go") {
		t.Errorf("worse %q, better %q", worse, better)
	}
	was.Failures["b.go"] = yardstick.Verdict{Reason: yardstick.Flaky}
	for _, reason := range []string{"", "output"} {
		if worse, better := was.Guard(programs[1:2], []yardstick.Verdict{{Reason: reason}}); len(worse)+len(better) > 0 {
			t.Errorf("flaky, this time %q: %q %q", reason, worse, better)
		}
	}
	if stale := was.Stale(programs); len(stale) > 0 {
		t.Errorf("not stale: %q", stale)
	}
	if stale := was.Stale(programs[:2]); len(stale) != 2 {
		t.Errorf("c.go is gone: %q", stale)
	}
	if stale := was.Stale(append(programs, yardstick.Program{Name: "d.go"})); len(stale) != 1 {
		t.Errorf("d.go is new: %q", stale)
	}
}
