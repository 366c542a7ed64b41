package ssa_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/randprog"
)

// batch is how many random programs are compiled at once.
const batch = 10

// Random programs print here what they print when compiled.
//
//	go test ./kernel/eval/ssa -run '^$' -fuzz RandomPrograms -parallel 1
//
// makes new ones until it is stopped. A worker that takes more than 10 s for one
// batch is ended by package testing: leave the machine alone meanwhile.
func FuzzRandomPrograms(f *testing.F) {
	if _, err := exec.LookPath("go"); err != nil {
		if os.Getenv("CI") == "true" {
			f.Fatal(err)
		}
		f.Skip("no Go toolchain to compare with: ", err)
	}
	f.Add(uint64(0))
	f.Fuzz(func(t *testing.T, first uint64) {
		var seeds []uint64
		for i := range uint64(batch) {
			seeds = append(seeds, first+i)
		}
		source := randprog.Batch(seeds...)
		want, have := compiled(t, source), interpreted(t, source)
		for i, seed := range seeds {
			if w, h := output(want, seed), output(have, seed); w != h {
				t.Errorf("seed %d: %s\n%s", seed, evaltest.Difference(w, h), randprog.Batch(seeds[i]))
			}
		}
	})
}

// output is what the program of a seed has printed, of what all have.
func output(all string, seed uint64) string {
	_, text, _ := strings.Cut(all, fmt.Sprintf("seed %d\n", seed))
	text, _, _ = strings.Cut(text, "seed ")
	return text
}

func compiled(t *testing.T, source string) string {
	dir := t.TempDir()
	program := filepath.Join(dir, "program.exe")
	if err := os.WriteFile(program+".go", []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-o", program, program+".go").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(program).CombinedOutput()
	if err != nil {
		out = fmt.Append(out, err)
	}
	return string(out)
}

func interpreted(t *testing.T, source string) string {
	var out strings.Builder
	status := newSession(t).RunProgram(context.Background(), "program.go", source, eval.Streams{Stdout: &out, Stderr: &out})
	if status != 0 {
		fmt.Fprintf(&out, "exit status %d", status)
	}
	return out.String()
}
