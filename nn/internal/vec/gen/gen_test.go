package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestFilesAreFresh(t *testing.T) {
	files, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is stale: run go run ./nn/internal/vec/gen -dir nn/internal/vec", name)
		}
	}
	have, err := filepath.Glob("../*_amd64.s")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range have {
		if name := filepath.Base(path); files[name] == nil && name != "cpu_amd64.s" {
			t.Errorf("%s is generated no more", path)
		}
	}
}
