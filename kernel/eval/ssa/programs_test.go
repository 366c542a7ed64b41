package ssa_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
)

// corpus are programs of the yardstick that meet much of the unsafe code.
var corpus = []string{"std_interfaces", "json_methods", "std_gob", "std_template"}

// Each program prints here what it prints when "go run" runs it, which made the
// .out files.
func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/programs/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	for _, name := range corpus {
		files = append(files, "../yardstick/testdata/programs/"+name+".go")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".go") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			status := newSession(t).RunProgram(context.Background(), file, string(source), eval.Streams{Stdout: &out, Stderr: &out})
			if status != 0 || out.String() != string(want) {
				t.Errorf("exit status %d:\n%s", status, evaltest.Difference(string(want), out.String()))
			}
		})
	}
}
