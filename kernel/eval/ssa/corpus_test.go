package ssa_test

import (
	"flag"
	"gradus/kernel/symbols"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/ssa"
)

var update = flag.Bool("update", false, "rewrite the sessions of testdata that differ from those of package eval")

func newSession(t testing.TB) *eval.Session {
	t.Helper()
	return evaltest.Session(t, ssa.New(symbols.Symbols))
}

// The corpus is that of package eval. Where this engine does better than what
// is expected there, a session of the same name in testdata says what; the
// others in testdata are this engine's own.
func TestCorpus(t *testing.T) {
	shared, err := filepath.Glob("../testdata/*.txt")
	if err != nil || len(shared) == 0 {
		t.Fatal("no corpus", err)
	}
	own, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range own {
		t.Run(filepath.Base(file), func(t *testing.T) {
			evaltest.Run(t, newSession(t), file, *update && strings.HasPrefix(file, "testdata"))
		})
	}
	for _, file := range shared {
		if _, err := os.Stat(filepath.Join("testdata", filepath.Base(file))); err != nil {
			t.Run("shared/"+filepath.Base(file), func(t *testing.T) {
				evaltest.Run(t, newSession(t), file, *update && strings.HasPrefix(file, "testdata"))
			})
		}
	}
}
