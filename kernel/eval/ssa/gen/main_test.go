package main

import (
	"bytes"
	"os"
	"testing"
)

func TestLoopIsFresh(t *testing.T) {
	want, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("../loop_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Error("loop_gen.go is stale: run go generate in the folder above")
	}
}
