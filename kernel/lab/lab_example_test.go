package lab_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing/fstest"

	"gradus/kernel/lab"
)

// The learner's work is never overwritten: a newer lesson lands beside it.
func ExampleCopyLessons() {
	dir, err := os.MkdirTemp("", "lessons")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	lab.CopyLessons(fstest.MapFS{"02-forward.ipynb": {Data: []byte("first version")}}, dir)
	os.WriteFile(filepath.Join(dir, "02-forward.ipynb"), []byte("the learner's work"), 0o644)

	done, err := lab.CopyLessons(fstest.MapFS{"02-forward.ipynb": {Data: []byte("second version")}}, dir)
	fmt.Println(done.Beside, err)
	// Output: [02-forward (new).ipynb] <nil>
}
