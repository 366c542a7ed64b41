package yardstick

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// A Key names a set of programs on an engine.
type Key struct{ Engine, Set string }

// A Score is how a set of programs did on an engine.
type Score struct {
	Total    int
	Failures map[string]Verdict // by the program's name
}

// Scores are those of all engines and sets.
type Scores map[Key]*Score

// Add counts programs that were run.
func (s Scores) Add(engine string, programs []Program, verdicts []Verdict) {
	for i, p := range programs {
		score := s[Key{engine, p.Set}]
		if score == nil {
			score = &Score{Failures: map[string]Verdict{}}
			s[Key{engine, p.Set}] = score
		}
		score.Total++
		if verdicts[i].Reason != "" {
			score.Failures[p.Name] = verdicts[i]
		}
	}
}

func (s Scores) keys() []Key {
	return slices.SortedFunc(maps.Keys(s), func(a, b Key) int {
		return cmp.Or(cmp.Compare(a.Engine, b.Engine), cmp.Compare(a.Set, b.Set))
	})
}

// Table shows the scores, a row for each set.
func (s Scores) Table() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "engine\tset\tpassed\tof\t\tfailures")
	for _, k := range s.keys() {
		score := s[k]
		passed := score.Total - len(score.Failures)
		reasons := map[string]int{}
		for _, v := range score.Failures {
			reasons[v.Reason]++
		}
		var list []string
		for _, reason := range slices.Sorted(maps.Keys(reasons)) {
			list = append(list, fmt.Sprint(reasons[reason], " ", reason))
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%.0f %%\t%s\n", k.Engine, k.Set, passed, score.Total,
			100*float64(passed)/float64(score.Total), strings.Join(list, ", "))
	}
	w.Flush()
	return b.String()
}

// Format writes scores for [ParseScores]: a line for each set, then an indented
// one for each program that fails, the fields separated by tabs.
func (s Scores) Format() []byte {
	var b bytes.Buffer
	b.WriteString("# Written by GRADUS_YARDSTICK=full go test ./kernel/eval/yardstick -update\n")
	for _, k := range s.keys() {
		score := s[k]
		fmt.Fprintf(&b, "%s\t%s\t%d of %d\n", k.Engine, k.Set, score.Total-len(score.Failures), score.Total)
		for _, name := range slices.Sorted(maps.Keys(score.Failures)) {
			v := score.Failures[name]
			b.WriteString(strings.TrimRight(fmt.Sprintf("\t%s\t%s\t%s", name, v.Reason, v.Detail), "\t") + "\n")
		}
	}
	return b.Bytes()
}

// ParseScores reads what Format wrote.
func ParseScores(text string) (Scores, error) {
	scores := Scores{}
	var current *Score
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		fields := strings.Split(line, "\t")
		switch {
		case line == "" || line[0] == '#':
		case fields[0] == "" && current != nil && len(fields) >= 3:
			current.Failures[fields[1]] = Verdict{fields[2], strings.Join(fields[3:], " ")}
		case len(fields) == 3:
			var passed int
			current = &Score{Failures: map[string]Verdict{}}
			if _, err := fmt.Sscanf(fields[2], "%d of %d", &passed, &current.Total); err != nil {
				return nil, fmt.Errorf("scores: %q: %w", line, err)
			}
			scores[Key{fields[0], fields[1]}] = current
		default:
			return nil, fmt.Errorf("scores: what is %q?", line)
		}
	}
	return scores, nil
}
