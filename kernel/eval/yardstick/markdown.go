package yardstick

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Markdown is the page that tells a reader what each engine computes: a row for
// each area of the corpus and each set of GOROOT/test, then why the failures
// of Engines[0] fail, by the program's "set/name".
func (s Scores) Markdown(corpus []Program, reasons map[string]string) []byte {
	var b bytes.Buffer
	b.WriteString("<!-- Written by GRADUS_YARDSTICK=full go test ./kernel/eval/yardstick -update; do not edit. -->\n\n")
	b.WriteString("# What each engine computes\n\n")
	b.WriteString("Programs that print, under the engine, what they print under `go run`. Package yardstick tells how\nthey are chosen and run; `scores.txt` names each failure.\n\n")
	row := func(cells ...any) {
		for _, c := range cells {
			fmt.Fprintf(&b, "| %v ", c)
		}
		b.WriteString("|\n")
	}
	head, line := []any{"", "programs"}, []any{"---", "---:"}
	for _, e := range Engines {
		head, line = append(head, e.Name), append(line, "---:")
	}
	row(head...)
	row(line...)
	areas := map[string][]Program{}
	for _, p := range corpus {
		area, _, _ := strings.Cut(p.Name, "_")
		areas[area] = append(areas[area], p)
	}
	for _, area := range slices.Sorted(maps.Keys(areas)) {
		cells := []any{"corpus: " + area, len(areas[area])}
		for _, e := range Engines {
			cells = append(cells, s[Key{e.Name, "corpus"}].passed(areas[area]))
		}
		row(cells...)
	}
	for _, group := range []struct{ title, prefix string }{{"**corpus, all**", "corpus"}, {"", "test"}, {"**GOROOT/test, all**", "test"}} {
		s.rows(group.title, group.prefix, row)
	}
	fmt.Fprintf(&b, "\n## What %s gets wrong, and why\n\n", Engines[0].Name)
	for _, k := range s.keys() {
		if k.Engine != Engines[0].Name {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(s[k].Failures)) {
			fmt.Fprintf(&b, "- `%s/%s`: %s\n", k.Set, name, reasons[k.Set+"/"+name])
		}
	}
	return b.Bytes()
}

// rows writes a row for each set whose name begins with prefix or, with a
// title, one for all of them.
func (s Scores) rows(title, prefix string, row func(...any)) {
	var sets []string
	for _, k := range s.keys() {
		if k.Engine == Engines[0].Name && strings.HasPrefix(k.Set, prefix) {
			sets = append(sets, k.Set)
		}
	}
	groups := [][]string{sets}
	if title == "" {
		groups = slices.Collect(slices.Chunk(sets, 1))
	}
	for _, group := range groups {
		total, passed := 0, make([]int, len(Engines))
		for _, set := range group {
			total += s[Key{Engines[0].Name, set}].Total
			for i, e := range Engines {
				score := s[Key{e.Name, set}]
				passed[i] += score.Total - len(score.Failures)
			}
		}
		name := title
		if title == "" {
			name = "GOROOT/" + group[0]
		}
		cells := []any{name, total}
		for _, n := range passed {
			cells = append(cells, fmt.Sprintf("%d (%.1f %%)", n, 100*float64(n)/float64(total)))
		}
		row(cells...)
	}
}

// passed counts those of some programs that pass.
func (s *Score) passed(programs []Program) (n int) {
	for _, p := range programs {
		if _, fails := s.Failures[p.Name]; !fails {
			n++
		}
	}
	return n
}

// ParseReasons reads lines "set/name: why"; those that are empty or begin with
// # say nothing.
func ParseReasons(text string) (map[string]string, error) {
	reasons := map[string]string{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		program, why, ok := strings.Cut(line, ": ")
		if !ok {
			return nil, fmt.Errorf("reasons: %q has no reason", line)
		}
		reasons[program] = why
	}
	return reasons, nil
}
