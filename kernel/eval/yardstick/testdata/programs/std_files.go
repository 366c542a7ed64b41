// A folder of one's own: write, read, walk, an in-memory file system.
package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing/fstest"
)

func lines(fsys fs.FS, name string) (n int, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); n++ {
	}
	return n, nil
}

func report(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), "_"):
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		n, err := lines(fsys, p)
		fmt.Printf("%-14s %-4s %d\n", p, path.Ext(p), n)
		return err
	})
}

func run() error {
	dir, err := os.MkdirTemp("", "files")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.MkdirAll(filepath.Join(dir, "data", "_hidden"), 0o755); err != nil {
		return err
	}
	for name, text := range map[string]string{"data/a.txt": "1\n2\n3\n", "notes.md": "# title", "data/_hidden/x": ""} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(filepath.Join(dir, "notes.md"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	fmt.Fprintf(f, "\nmore %d\n", 42)
	f.Close()
	return report(os.DirFS(dir))
}

func main() {
	fmt.Println(run())
	fmt.Println(report(fstest.MapFS{"b/c.go": {Data: []byte("package c\n")}, "a": {Data: []byte("x")}}))
	_, err := lines(fstest.MapFS{}, "missing")
	fmt.Println(err)
}
