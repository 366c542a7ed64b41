package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gradus/kernel/notebook"
)

func writeNotebook(t *testing.T, sources ...string) string {
	t.Helper()
	nb := notebook.New()
	for _, source := range sources {
		nb.Cells = append(nb.Cells, &notebook.Cell{Type: notebook.Code, Source: source, ID: "c" + source[:1]})
	}
	path := filepath.Join(t.TempDir(), "lesson.ipynb")
	if err := nb.WriteFile(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRunNotebookPrints(t *testing.T) {
	useFake(t)
	status, stdout, stderr := gradus(t, "run", writeNotebook(t, "say one", "fail", "say three"))
	if status != 1 || stdout != "one\n" {
		t.Errorf("status %d, %q", status, stdout)
	}
	if !strings.HasPrefix(stderr, "panic: oops\ncell[2]:2:1\n") || !strings.Contains(stderr, "lesson.ipynb: cell [2], line 2: panic: oops\n") {
		t.Errorf("stderr %q", stderr)
	}
}

func TestRunNotebookWrites(t *testing.T) {
	useFake(t)
	path := writeNotebook(t, "say one", "fail", "say three")
	before, _ := os.ReadFile(path)
	output := filepath.Join(t.TempDir(), "out.ipynb")
	status, stdout, stderr := gradus(t, "run", path, "--output", output)
	if status != 1 || stdout != "" || strings.Count(stderr, "\n") != 1 {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the notebook itself has changed")
	}
	if status, _, _ := gradus(t, "run", "--inplace", path); status != 1 {
		t.Errorf("--inplace: status %d", status)
	}
	for _, file := range []string{output, path} {
		nb, err := notebook.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		first, second := nb.Cells[0], nb.Cells[1]
		if len(first.Outputs) != 1 || first.Outputs[0].Text != "one\n" || len(second.Outputs) != 1 || second.Outputs[0].ErrValue != "oops" {
			t.Errorf("%s: %+v, %+v", file, first, second)
		}
	}
}

// What follows a program is its own, flags too.
func TestRunProgram(t *testing.T) {
	useFake(t)
	path := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(path, []byte("source"), 0o644); err != nil {
		t.Fatal(err)
	}
	status, stdout, stderr := gradus(t, "run", path, "-n", "--inplace", "x")
	if want := `["` + path + `" "-n" "--inplace" "x"] input`; status != 3 || stdout != "source "+want || stderr != "" {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}
}

// The engine itself: what a program prints, and how it ends, is Go's.
func TestRunProgramOnTheEngine(t *testing.T) {
	for name, test := range map[string]struct {
		body, stdout, stderr string
		status               int
	}{
		"ends":          {`fmt.Println("hi", os.Args[1:])`, "hi [-v]\n", "", 0},
		"exits":         {`fmt.Print("hi"); os.Exit(7)`, "hi", "", 7},
		"panics":        {"var m map[string]int\n\tfmt.Println(len(os.Args))\n\tm[\"a\"] = 1", "2\n", "panic: assignment to entry in nil map", 2},
		"won't compile": {`var s string = len(os.Args); fmt.Println(s)`, "", "cannot use len(os.Args)", 1},
	} {
		path := filepath.Join(t.TempDir(), "p.go")
		source := "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\nfunc main() {\n\t" + test.body + "\n}\n"
		if err := os.WriteFile(path, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		status, stdout, stderr := gradus(t, "run", path, "-v")
		if status != test.status || stdout != test.stdout || !strings.Contains(stderr, test.stderr) || (test.stderr == "") != (stderr == "") {
			t.Errorf("%s: status %d, stdout %q, stderr %q", name, status, stdout, stderr)
		}
	}
}
