package main

import (
	"os"
	"strings"
	"testing"
)

func rounds(rates ...float64) []result {
	var rs []result
	for _, r := range rates {
		rs = append(rs, result{Units: r, Seconds: 1, CPU: 2, Loss: 0.1})
	}
	return rs
}

func TestLeadIsOfNeighbouringRounds(t *testing.T) {
	// The machine was busy in the second pair of rounds only.
	c := column{before: rounds(30, 2, 30), rounds: rounds(10, 1, 10)}
	if got := c.lead(); got != 3 {
		t.Errorf("lead is %v, want 3", got)
	}
}

func TestClosestIsThePeerWithTheSmallestLead(t *testing.T) {
	r := row{columns: []column{
		{name: "nn", rounds: rounds(10, 10)},
		{name: "nn", label: "nn, 1 thread", before: rounds(10), rounds: rounds(100)},
		{name: "PyTorch", label: "a", before: rounds(10), rounds: rounds(2)},
		{name: "PyTorch", label: "b", before: rounds(10), rounds: rounds(4)},
		{name: "JAX", label: "c", before: rounds(10), rounds: rounds(5)},
	}}
	for name, want := range map[string]string{"": "c", "PyTorch": "b", "JAX": "c"} {
		if got := r.closest(name); got.label != want {
			t.Errorf("closest %q is %s, want %s", name, got.label, want)
		}
	}
	if got := r.closest("Keras"); got != nil {
		t.Errorf("Keras did not take part, but %s is closest", got.label)
	}
}

func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		reached, goal float64
		want          string
	}{
		{2, 0, ""},
		{2, 2, "≥ 2: yes"},
		{1.5, 2, "≥ 2: 25 % short"},
	} {
		if got := verdict(c.reached, c.goal); got != c.want {
			t.Errorf("verdict(%v, %v) is %q, want %q", c.reached, c.goal, got, c.want)
		}
	}
}

func TestAModelThatLearntNothingIsMarked(t *testing.T) {
	r := row{columns: []column{
		{name: "nn", rounds: []result{{Units: 1, Seconds: 1, Loss: 1.1}}},
		{name: "JAX", rounds: []result{{Units: 1, Seconds: 1, Loss: 0.01}}},
	}}
	if own, peers := r.losses(); own != "1.1 (too high)" || peers != "0.01 – 0.01" {
		t.Errorf("losses are %q and %q", own, peers)
	}
}

func TestRatesInTheirUnits(t *testing.T) {
	for _, c := range []struct {
		unit unit
		rate float64
		want string
	}{
		{samplesPerSecond, 651.4, "651 /s"},
		{samplesPerSecond, 157_200, "157 k/s"},
		{samplesPerSecond, 4_400_000, "4.40 M/s"},
		{millisecondsPerStep, 145, "6.90 ms"},
		{nanosecondsPerOp, 2e7, "50 ns"},
	} {
		if got := c.unit.show(c.rate); got != c.want {
			t.Errorf("%v is shown as %q, want %q", c.rate, got, c.want)
		}
	}
}

func Example_writeTables() {
	w := workload{work: work{Name: "moons"}, title: "two moons", goal: goal{best: 4}}
	writeTables(os.Stdout, []row{{w, []column{
		{name: "nn", label: "nn", rounds: rounds(9000, 9000), resident: 10},
		{name: "JAX", label: "JAX, 1 thread", before: rounds(9000, 9000), rounds: rounds(3000, 3000), resident: 300},
	}}})
	// Output:
	// | workload  | nn      | best peer             | nn ÷ best | goal            | nn ÷ PyTorch | goal | ÷ least CPU | loss: nn | peers     |
	// |-----------|---------|-----------------------|-----------|-----------------|--------------|------|-------------|----------|-----------|
	// | two moons | 9000 /s | 3000 /s JAX, 1 thread | 3.00      | ≥ 4: 25 % short | –            |      | 3.00        | 0.1      | 0.1 – 0.1 |
	//
	// | workload | contestant    | median  | slowest – fastest | with one CPU's time | memory | allocations a step |
	// |----------|---------------|---------|-------------------|---------------------|--------|--------------------|
	// | moons    | nn            | 9000 /s | 9000 /s – 9000 /s | 4500 /s             | 10 MB  | 0.0                |
	// | moons    | JAX, 1 thread | 3000 /s | 3000 /s – 3000 /s | 1500 /s             | 300 MB |                    |
}

func TestUnknownWorkload(t *testing.T) {
	if _, err := choose("moons,suns"); err == nil || !strings.Contains(err.Error(), `"suns", but moons, moons-full`) {
		t.Errorf("the error is %v", err)
	}
}
