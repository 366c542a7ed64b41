package main

import (
	"errors"
	"strings"
	"testing"

	"gradus/kernel/eval/yardstick"
)

// replay is a contestant that has these outcomes in turn.
func replay(name string, outcomes ...yardstick.Outcome) contestant {
	return contestant{name, func(string) (yardstick.Outcome, error) {
		if len(outcomes) == 0 {
			return yardstick.Outcome{}, errors.New("asked too often")
		}
		o := outcomes[0]
		outcomes = outcomes[1:]
		return o, nil
	}}
}

func took(seconds string) yardstick.Outcome {
	return yardstick.Outcome{Stdout: "42\n", Stderr: "elapsed " + seconds + "\n"}
}

func TestMeasure(t *testing.T) {
	wrong := took("0.1")
	wrong.Stdout = "43\n"
	all := []contestant{
		replay("CPython", took("0.4"), took("0.9"), took("0.2")),
		replay("quick", took("0.1"), took("0.1"), took("0.1")),
		replay("dies", took("0.1"), yardstick.Outcome{Stderr: "panic: no\n", Status: 2}),
		replay("hangs", yardstick.Outcome{Hangs: true}),
		replay("errs", wrong, wrong, wrong),
		replay("Go", took("0.01"), took("2e-02"), took("0.03")),
	}
	r, err := measure("p", all, 3)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.4, 0.1, 0, 0, 0, 0.02} {
		if r.seconds[i] != want {
			t.Errorf("%s: %v s, want %v", all[i].name, r.seconds[i], want)
		}
	}
	for i, want := range []string{"", "", "exit status 2: panic: no", "takes too long", `prints "43\n", not "42\n"`, ""} {
		if r.failed[i] != want {
			t.Errorf("%s: %q, want %q", all[i].name, r.failed[i], want)
		}
	}

	lines := strings.Split(table(all, []row{r}), "\n")
	if got := strings.Join(strings.Fields(lines[1]), " "); got != "p 400.0 100.0 fails fails fails 20.0 0.25 5 – – – – – – 20" {
		t.Errorf("table:\n%s", strings.Join(lines, "\n"))
	}
	if !strings.Contains(lines[3], "p: dies: exit status 2") {
		t.Errorf("failures are not listed:\n%s", strings.Join(lines, "\n"))
	}
}

func TestMeans(t *testing.T) {
	if got := geometricMean([]float64{2, 8}); got < 3.9999 || got > 4.0001 {
		t.Errorf("geometric mean of 2 and 8: %v", got)
	}
	if got := median([]float64{3, 1, 2}); got != 2 {
		t.Errorf("median of three: %v", got)
	}
	if got := median([]float64{4, 1, 2, 3}); got != 2.5 {
		t.Errorf("median of four: %v", got)
	}
}
