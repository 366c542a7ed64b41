package yardstick

import (
	"fmt"
	"maps"
	"slices"
)

// Guard compares verdicts with the recorded score of their set: worse says which
// programs fail that are not recorded, better which recorded failures pass by
// now. Flaky programs count for neither.
func (s *Score) Guard(programs []Program, verdicts []Verdict) (worse, better []string) {
	for i, p := range programs {
		was, listed := s.Failures[p.Name]
		switch now := verdicts[i]; {
		case now.Reason != "" && !listed:
			worse = append(worse, fmt.Sprintf("%s/%s fails, and is not recorded as failing: %s: %s", p.Set, p.Name, now.Reason, now.Detail))
		case now.Reason == "" && listed && was.Reason != Flaky:
			better = append(better, fmt.Sprintf("%s/%s passes, and is recorded as failing: %s", p.Set, p.Name, was.Reason))
		}
	}
	return worse, better
}

// Stale says in what the recorded score does not speak of exactly these
// programs, all of its set.
func (s *Score) Stale(programs []Program) (stale []string) {
	if s.Total != len(programs) {
		stale = append(stale, fmt.Sprintf("%d programs are recorded, %d are there", s.Total, len(programs)))
	}
	known := map[string]bool{}
	for _, p := range programs {
		known[p.Name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(s.Failures)) {
		if !known[name] {
			stale = append(stale, name+" is recorded, but no longer there")
		}
	}
	return stale
}
