package ssa_test

import (
	"runtime/debug"
	"strings"
	"testing"

	"gradus/kernel/eval/quota"
)

// Growth without end is an error of the cell, whatever it is that grows.
func TestMemoryLimit(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	s := newSession(t)
	s.LimitMemory(quota.Limit(liveHeap()) + 100<<20)
	for _, cell := range []string{
		"var xs []int\nfor { xs = append(xs, 1) }",
		"var fields []struct{ a, b, c string }\nfor { fields = append(fields, struct{ a, b, c string }{}) }",
		"text := \"0123456789\"\nfor { text += text }",
		"var b strings.Builder\nfor { b.WriteString(\"0123456789\") }",
		"type node struct{ next *node; data [1000]int }\nvar list *node\nfor { list = &node{next: list} }",
		"go func() { var all [][]byte; for { all = append(all, make([]byte, 1<<20)) } }()\nselect {}",
		"huge := make([]float64, 1<<36)",
		"square := make([][1000]int, 1_000_000)",
		"queue := make(chan int, 1<<33)",
	} {
		out, failure := run(t, s, cell)
		if out != "" || !strings.HasPrefix(failure, "OutOfMemory: ") || !strings.Contains(failure, "GRADUS_MEMORY") {
			t.Errorf("%s\nprinted %q, failed with %q", cell, out, failure)
		}
		if _, failure := run(t, s, "var xs, fields, text, b, list int"); failure != "" {
			t.Errorf("%s\nthen: %s", cell, failure)
		}
	}
	s.LimitMemory(quota.Limit(liveHeap()) + 1<<30)
	for cell, want := range map[string]string{
		"ok := make([]float64, 5_000_000)\nfmt.Println(len(ok))":                                                  "5000000\n",
		"n := 0\nfor i := range 2000 { n += len(make([]byte, 1<<20)) >> 20; if i < 0 { break } }\nfmt.Println(n)": "2000\n", // garbage
		"func() { defer func() { fmt.Println(recover()) }(); n := -1; _ = make([]int, n) }()":                     "runtime error: makeslice: len out of range\n",
	} {
		if out, failure := run(t, s, cell); out != want {
			t.Errorf("%s\nprinted %q, failed with %q", cell, out, failure)
		}
	}
}
