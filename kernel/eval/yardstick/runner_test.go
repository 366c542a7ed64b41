package yardstick_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gradus/kernel/eval/yardstick"
)

// A program that hangs, dies or takes the memory fails, and only it.
func TestRunnerSurvives(t *testing.T) {
	runner, dir := newRunner(t), t.TempDir()
	var programs []yardstick.Program
	var want []string
	add := func(name, source, reason string) {
		file := filepath.Join(dir, name+".go")
		if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		timeout := 30 * time.Second
		if reason == "hang" {
			timeout = 2 * time.Second
		}
		programs = append(programs, yardstick.Program{Set: "hostile", Name: name, File: file, Want: "hello\n", Timeout: timeout})
		want = append(want, reason)
	}
	add("fine", "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n", "")
	add("loop", "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n", "hang")
	add("prints", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfor {\n\t\tfmt.Println(\"hello\")\n\t}\n}\n", "hang")
	add("status", "package main\n\nimport \"os\"\n\nfunc main() { os.Exit(3) }\n", "exit")
	add("panics", "package main\n\nfunc main() { panic(1) }\n", "panic")
	add("hungry", "package main\n\nvar all [][]byte\n\nfunc main() {\n\tfor {\n\t\tb := make([]byte, 100<<20)\n\t\tfor i := 0; i < len(b); i += 1 << 19 {\n\t\t\tb[i] = 1\n\t\t}\n\t\tall = append(all, b)\n\t}\n}\n", "memory")
	add("wrong", "package main\n\nfunc main() { x }\n", "check")
	for _, e := range yardstick.Engines {
		verdicts, err := runner.Measure(e.Name, programs)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range verdicts {
			if v.Reason != want[i] {
				t.Errorf("%s: %s: %+v, want %q", e.Name, programs[i].Name, v, want[i])
			}
		}
	}
	o, err := runner.Run("no such engine", programs[0].File, time.Minute, false)
	if err != nil || o.Status != 1 || !strings.Contains(o.Stderr, "no such engine") {
		t.Errorf("an engine that does not exist: %+v, %v", o, err)
	}
}
