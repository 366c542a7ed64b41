package main_test

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gradus/kernel/notebook"
)

// What learners make of nn's parts in cells, layers, losses, optimisers and
// operations of their own, works on both engines.
func TestLearnersParts(t *testing.T) {
	for engine := range engines {
		t.Run(engine, func(t *testing.T) {
			tries := readSession(t, "learner")
			if engine == "ssa" { // yaegi cannot make a Layer of it by itself
				tries = append([]try{tries[0], {
					source: "own := &Scale{nn.Ones(1), nn.Zeros(1)}\nnn.Sequential(nn.Linear(1, 2), own).Predict(nn.Ones(1, 1)).Shape()",
					shows:  []string{"[]int{1, 2}"},
				}}, tries[1:]...)
			}
			for i, c := range runTries(t, engine, tries) {
				if shown := (codeCell{Text: shownBy(c)}); !tries[i].satisfied(shown) {
					t.Errorf("cell %d\n%s\nshows\n%s\nnot\n%s", i+1, c.Source, shown.Text, strings.Join(tries[i].shows, "\n"))
				}
			}
		})
	}
}

// runTries runs cells with gradus run, of which the last may fail.
func runTries(t *testing.T, engine string, tries []try) []*notebook.Cell {
	t.Helper()
	nb := notebook.New()
	for i, c := range tries {
		nb.Cells = append(nb.Cells, &notebook.Cell{ID: fmt.Sprint("cell", i), Type: notebook.Code, Source: c.source})
	}
	file := filepath.Join(t.TempDir(), "cells.ipynb")
	if err := nb.WriteFile(file); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary(t), "run", file, "--engine", engine, "--inplace")
	if said, err := cmd.CombinedOutput(); err != nil && !strings.Contains(string(said), fmt.Sprintf("cell [%d]", len(tries))) {
		t.Fatalf("gradus run: %v\n%s", err, said)
	}
	return read(t, file).Cells
}

// shownBy is the text of a cell's outputs.
func shownBy(c *notebook.Cell) string {
	var s strings.Builder
	for _, o := range c.Outputs {
		s.WriteString(o.Text + o.ErrValue)
		if text, ok := o.Data["text/plain"].(string); ok {
			s.WriteString(text)
		}
	}
	return s.String()
}
