package notebook

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// testdata/jupyter.ipynb was written by Python's nbformat: fields that we do
// not know, texts with every kind of line end, all types of output.
func TestRoundTripIsByteForByte(t *testing.T) {
	want, err := os.ReadFile("testdata/jupyter.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	nb, err := Parse(want)
	if err != nil {
		t.Fatal(err)
	}
	if got := nb.Bytes(); !bytes.Equal(got, want) {
		t.Errorf("written differently:\n%s", firstDifference(got, want))
	}
	path := filepath.Join(t.TempDir(), "copy.ipynb")
	if err := nb.WriteFile(path); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); !bytes.Equal(got, want) {
		t.Error("WriteFile writes something else")
	}
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one is longer"
}

func TestRead(t *testing.T) {
	nb, err := ReadFile("testdata/jupyter.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	if len(nb.Cells) != 4 || nb.Minor != 5 {
		t.Fatalf("%d cells, 4.%d", len(nb.Cells), nb.Minor)
	}
	text, code := nb.Cells[0], nb.Cells[1]
	if text.Type != Markdown || text.ID != "intro" || !strings.HasPrefix(text.Source, "# Forward\n\n") || !text.HasTag("keep") || text.HasTag("raises-exception") {
		t.Errorf("%+v", text)
	}
	if code.Source != "x := 1\nx" || code.ExecutionCount != 1 || len(code.Outputs) != 4 {
		t.Fatalf("%+v", code)
	}
	picture := code.Outputs[1]
	if picture.Data["text/plain"] != "one\ntwo" || picture.Data["image/svg+xml"] != "<svg>\n</svg>" {
		t.Errorf("%+v", picture.Data)
	}
	if _, ok := picture.Data["application/x+json"].([]any); !ok {
		t.Errorf("a list that is JSON became %T", picture.Data["application/x+json"])
	}
	if failed := code.Outputs[3]; failed.ErrName != "panic" || failed.ErrValue != "oops" || len(failed.Traceback) != 2 {
		t.Errorf("%+v", failed)
	}
}

func TestOlderNotebooksGetIDs(t *testing.T) {
	const old = `{"cells": [
		{"cell_type": "code", "source": ["1\n", "2"], "metadata": {"trusted": true}, "outputs": [], "execution_count": null},
		{"cell_type": "code", "source": "1\n2", "metadata": {}, "outputs": [], "execution_count": null},
		{"cell_type": "raw", "source": "", "metadata": {}, "id": "x"},
		{"cell_type": "raw", "source": "", "metadata": {}, "id": "x"}
	], "metadata": {}, "nbformat": 4, "nbformat_minor": 2}`
	nb, err := Parse([]byte(old))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range nb.Cells {
		if c.ID == "" || seen[c.ID] {
			t.Errorf("id %q", c.ID)
		}
		seen[c.ID] = true
	}
	again, _ := Parse([]byte(old))
	if !bytes.Equal(nb.Bytes(), again.Bytes()) {
		t.Error("ids differ from one reading to the next")
	}
	if nb.Minor != 5 || nb.Cells[0].Source != "1\n2" || len(nb.Cells[0].Metadata) != 0 {
		t.Errorf("%+v, first cell %+v", nb, nb.Cells[0])
	}
}

func TestWhatIsNoNotebook(t *testing.T) {
	for source, want := range map[string]string{
		``:                                     "not a notebook",
		`[]`:                                   "not a notebook",
		`{}`:                                   "nbformat should be an integer",
		`{"nbformat": 3, "nbformat_minor": 0}`: "nbformat 3, not 4",
		`{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [1]}`:                            "cell 1: cell_type",
		`{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": {}}`:                             "cells should be a list",
		`{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []} x`:                           "something follows",
		cellWith(`"cell_type": "code", "source": 1, "metadata": {}, "outputs": []`):                     "cell 1: source should be a text",
		cellWith(`"cell_type": "poem", "source": "", "metadata": {}`):                                   "code, markdown or raw",
		cellWith(`"cell_type": "code", "source": "", "metadata": {}, "outputs": [{}]`):                  "cell 1, output 1: output_type",
		cellWith(`"cell_type": "code", "source": "", "metadata": {}, "execution_count": 0.5`):           "execution_count should be an integer",
		cellWith(`"cell_type": "raw", "source": "", "metadata": {}, "attachments": {"a": "no bundle"}`): "attachments should be MIME bundles",
	} {
		if _, err := Parse([]byte(source)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\nerror %v does not say %q", source, err, want)
		}
	}
}

func cellWith(fields string) string {
	return `{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{` + fields + `}]}`
}

// What can be read can be written, and what was written reads as the same.
func FuzzParse(f *testing.F) {
	example, err := os.ReadFile("testdata/jupyter.ipynb")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(example)
	f.Add([]byte(cellWith(`"cell_type": "code", "source": "", "metadata": {}, "outputs": [], "execution_count": 1e3`)))
	f.Add([]byte(cellWith(`"cell_type": "raw", "source": ["a\r", "\nb"], "metadata": {"n": 1E400}, "id": ""`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		nb, err := Parse(data)
		if err != nil {
			return
		}
		written := nb.Bytes()
		again, err := Parse(written)
		if err != nil {
			t.Fatalf("%v in\n%s", err, written)
		}
		if twice := again.Bytes(); !bytes.Equal(written, twice) {
			t.Fatalf("not stable: %s", firstDifference(twice, written))
		}
	})
}
