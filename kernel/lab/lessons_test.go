package lab

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// A story of the learner's folder: each step is what gradus brings or what he
// does, and what the folder holds then.
func TestCopyLessons(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lessons")
	brings := func(version string) Copied {
		t.Helper()
		done, err := CopyLessons(fstest.MapFS{
			"02.ipynb":  {Data: []byte(version)},
			"notes.txt": {Data: []byte("not a lesson")},
		}, dir)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	writes := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(want map[string]string) {
		t.Helper()
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			content, _ := os.ReadFile(filepath.Join(dir, e.Name()))
			if e.Name() != manifestName && want[e.Name()] != string(content) {
				t.Errorf("%s holds %q, want %q", e.Name(), content, want[e.Name()])
			}
		}
		if len(entries) != len(want)+1 {
			t.Errorf("the folder holds %v", entries)
		}
	}

	if done := brings("v1"); !slices.Equal(done.New, []string{"02.ipynb"}) {
		t.Errorf("%+v", done)
	}
	holds(map[string]string{"02.ipynb": "v1"})

	// Not touched: replaced.
	if done := brings("v2"); !slices.Equal(done.Updated, []string{"02.ipynb"}) {
		t.Errorf("%+v", done)
	}
	holds(map[string]string{"02.ipynb": "v2"})

	// Worked on, nothing newer: left alone.
	writes("02.ipynb", "v2 and my work")
	brings("v2")
	holds(map[string]string{"02.ipynb": "v2 and my work"})

	// Worked on, and a newer one comes: beside it, once.
	if done := brings("v3"); !slices.Equal(done.Beside, []string{"02 (new).ipynb"}) {
		t.Errorf("%+v", done)
	}
	holds(map[string]string{"02.ipynb": "v2 and my work", "02 (new).ipynb": "v3"})
	if done := brings("v3"); done.Beside != nil {
		t.Errorf("again: %+v", done)
	}

	// The one beside it is not touched: replaced. Touched: left alone too.
	brings("v4")
	holds(map[string]string{"02.ipynb": "v2 and my work", "02 (new).ipynb": "v4"})
	writes("02 (new).ipynb", "v4 and my work")
	brings("v5")
	holds(map[string]string{"02.ipynb": "v2 and my work", "02 (new).ipynb": "v4 and my work", "02 (new 2).ipynb": "v5"})

	// Deleted: he gets a fresh one.
	if err := os.Remove(filepath.Join(dir, "02.ipynb")); err != nil {
		t.Fatal(err)
	}
	brings("v5")
	holds(map[string]string{"02.ipynb": "v5", "02 (new).ipynb": "v4 and my work", "02 (new 2).ipynb": "v5"})
}

// Without a readable manifest every file is the learner's.
func TestCopyLessonsWithoutManifest(t *testing.T) {
	for _, broken := range []string{"", "{"} {
		dir := t.TempDir()
		if broken != "" {
			if err := os.WriteFile(filepath.Join(dir, manifestName), []byte(broken), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		mine := filepath.Join(dir, "02.ipynb")
		if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		done, err := CopyLessons(fstest.MapFS{"02.ipynb": {Data: []byte("v1")}}, dir)
		if err != nil || !slices.Equal(done.Beside, []string{"02 (new).ipynb"}) {
			t.Errorf("%+v, %v", done, err)
		}
		if content, _ := os.ReadFile(mine); string(content) != "mine" {
			t.Errorf("overwritten with %q", content)
		}
	}
}
