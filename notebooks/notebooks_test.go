// Package notebooks_test runs the notebooks of the course, and tells when one
// is older than its lesson.
package notebooks_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"gradus/kernel"
	"gradus/kernel/eval"
	"gradus/kernel/eval/yaegi"
	"gradus/kernel/notebook"
	"gradus/kernel/symbols"
	"gradus/lessons/build"
	"gradus/lessons/course"
)

// TestUpToDate compares each notebook with its lesson.md: the same cells, all
// of them run, with outputs, and without an error.
func TestUpToDate(t *testing.T) {
	var files []string
	for _, l := range course.All() {
		file := build.File(".", l)
		files = append(files, file)
		nb, err := notebook.ReadFile(file)
		if err == nil {
			err = build.Stale(l, nb)
		}
		if err != nil {
			t.Errorf("%v\nrun: go run ./kernel/cmd/gradus lesson build --run %s", err, l.Slug)
		}
	}
	found, err := filepath.Glob("*.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range found {
		if !slices.Contains(files, file) {
			t.Errorf("%s belongs to no lesson", file)
		}
	}
}

// TestRun runs each lesson on the real kernel, as it is given to the learner
// and solved: no cell may fail, and every solution must be found correct.
func TestRun(t *testing.T) {
	ctx := t.Context()
	known, err := symbols.Catalogue(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer known.Close()
	start := func() (notebook.Kernel, func(), error) {
		engine, err := yaegi.New(symbols.Symbols)
		if err != nil {
			return nil, nil, err
		}
		ctx, cancel := context.WithCancel(ctx)
		client, transport := kernel.Pipe()
		served := make(chan struct{})
		go func() {
			defer close(served)
			if err := kernel.New(eval.NewSession(engine, known), kernel.Options{}).Serve(ctx, transport); err != nil && ctx.Err() == nil {
				t.Error(err)
			}
		}()
		return client, func() { cancel(); <-served }, nil
	}
	for _, l := range course.All() {
		t.Run(l.Slug, func(t *testing.T) {
			if _, err := build.Run(ctx, l, start); err != nil {
				t.Error(err)
			}
		})
	}
}
