package ssa_test

import (
	"context"
	"path/filepath"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/ssa"
	"gradus/kernel/symbols"
)

// Types of cells are layers, data sets, pictures and matrices to the packages
// that come with Gradus.
func TestLearning(t *testing.T) {
	known, err := symbols.Catalogue(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer known.Close()
	files, err := filepath.Glob("testdata/learning/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no sessions", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			evaltest.Run(t, eval.NewSession(ssa.New(symbols.Symbols), known), file, *update)
		})
	}
}
