package yardstick_test

import (
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"gradus/kernel/eval/yardstick"
)

var update = flag.Bool("update", false, "record the corpus's output by go run, and the scores")

// mode says how much is run: nothing, "quick" or, for minutes, "full".
var (
	mode = os.Getenv("GRADUS_YARDSTICK")
	full = mode == "full"
)

const scoresFile = "scores.txt"

func corpus(t *testing.T) []yardstick.Program {
	t.Helper()
	programs, err := yardstick.Corpus("testdata/programs")
	if err != nil {
		t.Fatal(err)
	}
	return programs
}

// What is recorded beside the programs of the corpus is what go run prints: of
// all of them in full, else of a few, others each time.
func TestRecordings(t *testing.T) {
	programs := corpus(t)
	if len(programs) < 80 {
		t.Errorf("%d programs in the corpus, want 80", len(programs))
	}
	for _, p := range programs {
		if p.Want == "" && !*update {
			t.Errorf("no output of %s is recorded: go test -update does it", p.Name)
		}
	}
	if !full && !*update {
		rand.Shuffle(len(programs), func(i, j int) { programs[i], programs[j] = programs[j], programs[i] })
		programs = programs[:min(4, len(programs))]
	}
	for _, p := range programs {
		t.Run(p.Name, func(t *testing.T) {
			have, err := yardstick.Capture(exec.Command("go", "run", p.File), time.Minute, false)
			switch {
			case err != nil:
				t.Fatal(err)
			case have.Status != 0 || have.Stderr != "":
				t.Fatalf("go run ends with status %d and says %q", have.Status, have.Stderr)
			case *update:
				if err := os.WriteFile(strings.TrimSuffix(p.File, ".go")+".out", []byte(have.Stdout), 0o644); err != nil {
					t.Fatal(err)
				}
			case have.Stdout != p.Want:
				t.Errorf("go run prints\n%s\nrecorded is\n%s", have.Stdout, p.Want)
			}
		})
	}
}

// No program fails on an engine that is not recorded as failing there.
func TestScores(t *testing.T) {
	if mode == "" {
		t.Skip("skipped: on yaegi some programs fail only now and then; GRADUS_YARDSTICK=quick or full measures")
	}
	sets := bySet(corpus(t))
	goTests := goTests(t)
	if !full {
		const one = 35 // in so many
		for i := range len(goTests) / one {
			goTests[i] = goTests[i*one]
		}
		goTests = goTests[:len(goTests)/one]
		t.Logf("of GOROOT/test only 1 in %d; all with GRADUS_YARDSTICK=full", one)
	}
	for set, programs := range bySet(goTests) {
		sets[set] = programs
	}
	runner := newRunner(t)
	recorded, have := readScores(t), yardstick.Scores{}
	for _, e := range yardstick.Engines {
		for set, programs := range sets {
			verdicts, err := runner.Measure(e.Name, programs)
			if err != nil {
				t.Fatal(err)
			}
			key := yardstick.Key{Engine: e.Name, Set: set}
			secondChance(t, runner, e.Name, recorded[key], programs, verdicts)
			have.Add(e.Name, programs, verdicts)
			if complete := full || set == "corpus"; *update && complete {
				settle(t, runner, e.Name, recorded[key], have[key], programs)
				recorded[key] = have[key]
			} else {
				compare(t, key, recorded[key], programs, verdicts, complete)
			}
		}
	}
	t.Logf("\n%s", have.Table())
	if *update {
		if err := os.WriteFile(scoresFile, recorded.Format(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// secondChance runs programs again that hang without being recorded as hanging,
// alone and with more time: the machine may have been busy.
func secondChance(t *testing.T, r *yardstick.Runner, engine string, was *yardstick.Score, programs []yardstick.Program, verdicts []yardstick.Verdict) {
	for i, p := range programs {
		if verdicts[i].Reason != "hang" || was != nil && was.Failures[p.Name].Reason == "hang" {
			continue
		}
		p.Timeout *= 3
		again, err := r.Measure(engine, []yardstick.Program{p})
		if err != nil {
			t.Fatal(err)
		}
		verdicts[i] = again[0]
	}
}

// settle decides what to record of programs that pass now but have failed. Who
// fails only now and then is flaky, and stays so until its line is deleted.
func settle(t *testing.T, r *yardstick.Runner, engine string, was, now *yardstick.Score, programs []yardstick.Program) {
	if was == nil {
		return
	}
	for _, p := range programs {
		before, failed := was.Failures[p.Name]
		if _, fails := now.Failures[p.Name]; before.Reason == yardstick.Flaky {
			now.Failures[p.Name] = before
		} else if failed && !fails {
			again, err := r.Measure(engine, slices.Repeat([]yardstick.Program{p}, 8))
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range again {
				if v.Reason != "" {
					now.Failures[p.Name] = yardstick.Verdict{Reason: yardstick.Flaky, Detail: v.Reason + ": " + v.Detail}
				}
			}
		}
	}
}

func compare(t *testing.T, key yardstick.Key, was *yardstick.Score, programs []yardstick.Program, verdicts []yardstick.Verdict, complete bool) {
	if was == nil {
		t.Errorf("no score of %s on %s is recorded: go test -update does it", key.Set, key.Engine)
		return
	}
	worse, better := was.Guard(programs, verdicts)
	for _, w := range worse {
		t.Errorf("%s: %s", key.Engine, w)
	}
	for _, b := range better {
		t.Logf("%s, better: %s", key.Engine, b)
	}
	if complete {
		for _, s := range was.Stale(programs) {
			t.Errorf("%s: %s on %s: %s", scoresFile, key.Set, key.Engine, s)
		}
	}
}

func bySet(programs []yardstick.Program) map[string][]yardstick.Program {
	sets := map[string][]yardstick.Program{}
	for _, p := range programs {
		sets[p.Set] = append(sets[p.Set], p)
	}
	return sets
}

func readScores(t *testing.T) yardstick.Scores {
	t.Helper()
	text, err := os.ReadFile(scoresFile)
	if err != nil {
		t.Fatal(err)
	}
	scores, err := yardstick.ParseScores(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return scores
}

func newRunner(t *testing.T) *yardstick.Runner {
	t.Helper()
	runner, err := yardstick.NewRunner(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { runner.Close() })
	return runner
}

// goTests are the programs of GOROOT/test, which a Go of an operating system's
// distribution may lack.
func goTests(t *testing.T) []yardstick.Program {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	programs, err := yardstick.GoTests(strings.TrimSpace(string(out)))
	switch {
	case err != nil:
		t.Fatal(err)
	case len(programs) == 0 && os.Getenv("CI") != "true":
		t.Log("only the corpus is run: this Go comes without GOROOT/test")
	case len(programs) < 700:
		t.Fatalf("%d programs found in GOROOT/test", len(programs))
	}
	return programs
}
