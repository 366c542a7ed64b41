package evaltest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"gradus/kernel/eval"
	"gradus/kernel/eval/packages"
)

// SessionIn returns a session on the engine, whose cells may import the standard
// library and what the go.mod of a folder makes known.
func SessionIn(t testing.TB, e eval.Engine, dir string) *eval.Session {
	t.Helper()
	known, err := packages.Cached(context.Background(), ".", []string{"std"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { known.Close() })
	return eval.NewSession(e, packages.NewModules(known, dir, e.FileSet()))
}

// Folder writes the files of a txtar archive into a new folder.
func Folder(t testing.TB, archive string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		Write(t, filepath.Join(dir, filepath.FromSlash(f.Name)), string(f.Data))
	}
	return dir
}

// Write writes a file, and the folder that it is in.
func Write(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
