package main_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"

	"gradus/kernel/lab/labtest"
	"gradus/kernel/notebook"
)

// lessons are the files of the notebooks that learners get.
func lessons(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../../notebooks/*.ipynb")
	if err != nil || len(files) == 0 {
		t.Fatal("no lessons", err)
	}
	return files
}

// given is a lesson as it is after gradus run has run it, without Jupyter: the
// stubs are in it, not the solutions that the stored pictures were made with.
func given(t *testing.T, file string) *notebook.Notebook { return givenOn(t, "ssa", file) }

func givenOn(t *testing.T, engine, file string) *notebook.Notebook {
	t.Helper()
	output := filepath.Join(work, engine+"-"+filepath.Base(file))
	if _, err := os.Stat(output); err != nil {
		cmd := exec.Command(binary(t), "run", file, "--engine", engine, "--output", output)
		cmd.Env = append(os.Environ(), "GRADUS_DATA="+t.TempDir())
		if said, err := cmd.CombinedOutput(); err != nil {
			os.Remove(output) // it holds what ran
			t.Fatalf("gradus run: %v\n%s", err, said)
		}
	}
	return read(t, output)
}

func read(t *testing.T, file string) *notebook.Notebook {
	t.Helper()
	nb, err := notebook.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

// Every lesson runs with gradus run, from the first cell to the last, and shows
// the same on both engines, to the last pixel.
func TestLessonsWithGradusRun(t *testing.T) {
	for _, file := range lessons(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			ssa, yaegi := given(t, file), givenOn(t, "yaegi", file)
			allRun(t, ssa)
			sameOutputs(t, "on yaegi", yaegi, "on ssa", ssa)
		})
	}
}

// Every lesson runs through nbclient, on the kernels as they are installed, and
// shows what it shows without Jupyter.
func TestLessonsWithNBClient(t *testing.T) {
	python, in := labtest.Python(t), install(t)
	for engine, kernel := range engines {
		for _, file := range lessons(t) {
			t.Run(engine+"/"+filepath.Base(file), func(t *testing.T) {
				var said bytes.Buffer
				to := t.TempDir()
				runPython(t, in, &said, python, "testdata/execute.py", kernel, to, file)
				have := read(t, filepath.Join(to, filepath.Base(file)))
				allRun(t, have)
				sameOutputs(t, "with nbclient", have, "with gradus run", givenOn(t, engine, file))
			})
		}
	}
}

func sameOutputs(t *testing.T, here string, have *notebook.Notebook, there string, want *notebook.Notebook) {
	t.Helper()
	for i, c := range have.Cells {
		if !reflect.DeepEqual(c.Outputs, want.Cells[i].Outputs) {
			t.Errorf("cell [%d] shows %s\n%s\nand %s\n%s", c.ExecutionCount, here, outputs(c), there, outputs(want.Cells[i]))
		}
	}
}

// allRun checks that every code cell was run and none failed.
func allRun(t *testing.T, nb *notebook.Notebook) {
	t.Helper()
	number := 0
	for _, c := range nb.Cells {
		if c.Type != notebook.Code {
			continue
		}
		if number++; c.ExecutionCount != number {
			t.Errorf("code cell %d has the execution count %d", number, c.ExecutionCount)
		}
		for _, o := range c.Outputs {
			if o.Type == notebook.ErrorOutput || o.Name == "stderr" {
				t.Errorf("cell [%d] fails:\n%s", number, outputs(c))
			}
		}
	}
}

// outputs are the outputs of a cell for a person who looks for a difference.
func outputs(c *notebook.Cell) string {
	text, err := json.MarshalIndent(c.Outputs, "  ", " ")
	if err != nil {
		return err.Error()
	}
	return longData.ReplaceAllString(string(text), "$1…")
}

var longData = regexp.MustCompile(`([A-Za-z0-9+/]{60})[A-Za-z0-9+/]{60,}`)
