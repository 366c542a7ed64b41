package main

import (
	"bytes"
	"os"
	"testing"
)

func TestFilesAreFresh(t *testing.T) {
	for name, generate := range files {
		want, err := generate()
		if err != nil {
			t.Fatal(err)
		}
		have, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(have, want) {
			t.Errorf("%s is stale: run go generate in the folder above", name)
		}
	}
}
