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

// mode says how much is run: "" is a sample on our own engine, "quick" a sample
// on all, "full", for minutes, everything.
var (
	mode = os.Getenv("GRADUS_YARDSTICK")
	full = mode == "full"
)

const (
	scoresFile  = "scores.txt"
	reasonsFile = "reasons.txt"
	pageFile    = "engines.md"
)

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
	engines := yardstick.Engines
	if mode == "" {
		engines = engines[:1]
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
	for _, e := range engines {
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
		if err := os.WriteFile(pageFile, recorded.Markdown(corpus(t), readReasons(t)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// The page that tells what each engine computes says what scores.txt says, and
// why what fails on our own engine fails there.
func TestPage(t *testing.T) {
	scores, reasons := readScores(t), readReasons(t)
	page, err := os.ReadFile(pageFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(page) != string(scores.Markdown(corpus(t), reasons)) {
		t.Errorf("%s is stale: GRADUS_YARDSTICK=full go test -run Scores -update", pageFile)
	}
	failing := map[string]bool{}
	for key, score := range scores {
		for name := range score.Failures {
			if program := key.Set + "/" + name; key.Engine == yardstick.Engines[0].Name {
				failing[program] = true
				if reasons[program] == "" {
					t.Errorf("%s has no reason in %s", program, reasonsFile)
				}
			}
		}
	}
	for program := range reasons {
		if !failing[program] {
			t.Errorf("%s gives a reason for %s, which passes", reasonsFile, program)
		}
	}
}

// secondChance runs programs again, alone and with more time, that fail without
// being recorded as failing: those that hang, for the machine may have been
// busy, and on yaegi, where some fail now and then, all.
func secondChance(t *testing.T, r *yardstick.Runner, engine string, was *yardstick.Score, programs []yardstick.Program, verdicts []yardstick.Verdict) {
	for i, p := range programs {
		reason := verdicts[i].Reason
		if reason == "" || reason != "hang" && engine != "yaegi" || was != nil && was.Failures[p.Name].Reason == reason {
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

func readReasons(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(reasonsFile)
	if err != nil {
		t.Fatal(err)
	}
	reasons, err := yardstick.ParseReasons(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return reasons
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
