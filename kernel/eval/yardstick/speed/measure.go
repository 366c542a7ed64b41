package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gradus/kernel/eval/yardstick"
)

// A row is how the contestants did on a program: a median time in seconds, or
// why there is none.
type row struct {
	program string
	seconds []float64
	failed  []string
}

// measure lets all contestants run a program in turns. Who fails once, or
// prints something else than the last of them, compiled Go, is out.
func measure(program string, all []contestant, rounds int) (row, error) {
	r := row{program, make([]float64, len(all)), make([]string, len(all))}
	times, printed := make([][]float64, len(all)), make([]string, len(all))
	for range rounds {
		for i, c := range all {
			if r.failed[i] != "" {
				continue
			}
			o, err := c.run(program)
			if err != nil {
				return r, fmt.Errorf("%s: %s: %w", program, c.name, err)
			}
			seconds, err := elapsed(o)
			if err != nil {
				r.failed[i] = err.Error()
				continue
			}
			times[i], printed[i] = append(times[i], seconds), o.Stdout
		}
	}
	last := len(all) - 1
	for i := range all {
		switch {
		case r.failed[i] != "":
		case printed[i] != printed[last]:
			r.failed[i] = fmt.Sprintf("prints %q, not %q", printed[i], printed[last])
		default:
			r.seconds[i] = median(times[i])
		}
	}
	return r, nil
}

// elapsed is the time that a program says it took.
func elapsed(o yardstick.Outcome) (float64, error) {
	said := strings.TrimSpace(o.Stderr)
	switch text, found := strings.CutPrefix(said, "elapsed "); {
	case o.Hangs:
		return 0, fmt.Errorf("takes too long")
	case o.Status != 0 || !found:
		first, _, _ := strings.Cut(said, "\n")
		return 0, fmt.Errorf("exit status %d: %s", o.Status, first)
	default:
		return strconv.ParseFloat(text, 64)
	}
}

// median of at least one value.
func median(values []float64) float64 {
	s := slices.Sorted(slices.Values(values))
	n := len(s)
	if n%2 == 0 {
		return (s[n/2-1] + s[n/2]) / 2
	}
	return s[n/2]
}
