package main_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// away runs a program in an empty folder and without the environment: no Go,
// no home, no cache.
func away(t *testing.T, program string, env []string, args ...string) (out string, err error) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = t.TempDir()
	cmd.Env = append([]string{"PATH=", "HOME=", "TMPDIR=" + cmd.Dir, "SystemRoot=" + os.Getenv("SystemRoot")}, env...)
	b, err := cmd.CombinedOutput()
	return string(b), err
}

// A packed program needs no toolchain, wherever it is.
func TestPack(t *testing.T) {
	dir := t.TempDir()
	packed := filepath.Join(dir, "packed.exe")
	if out, err := exec.Command(binary(t), "pack", "-o", packed).CombinedOutput(); err != nil {
		t.Fatalf("gradus pack: %v\n%s", err, out)
	}
	program, book := filepath.Join(dir, "p.go"), filepath.Join(dir, "n.ipynb")
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(program, "package main\n\nimport (\n\t\"fmt\"\n\t\"slices\"\n)\n\nfunc main() { xs := []int{3, 1, 2}; slices.SortFunc(xs, func(a, b int) int { return b - a }); fmt.Println(xs) }\n")
	write(book, `{"cells": [{"cell_type": "code", "id": "a", "execution_count": null, "metadata": {}, "outputs": [], "source": "mat.Norm(mat.NewDense(1, 2, []float64{3, 4}), 2)"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`)

	if out, err := away(t, packed, nil, "run", program); out != "[3 2 1]\n" || err != nil {
		t.Errorf("a program: %v\n%s", err, out)
	}
	if out, err := away(t, packed, nil, "run", book); !strings.Contains(out, "5") || err != nil {
		t.Errorf("a notebook: %v\n%s", err, out)
	}

	data := t.TempDir()
	if out, err := away(t, packed, []string{"GRADUS_DATA=" + data}, "install", "--prefix", t.TempDir()); err != nil {
		t.Errorf("install: %v\n%s", err, out)
	}
	installed, err := filepath.Glob(filepath.Join(data, "bin", "gradus*"))
	if err != nil || len(installed) == 0 {
		t.Fatal("nothing is installed", err)
	}
	if out, err := away(t, installed[0], nil, "run", program); out != "[3 2 1]\n" || err != nil {
		t.Errorf("what is installed: %v\n%s", err, out)
	}

	again := filepath.Join(dir, "again.exe")
	if out, err := away(t, packed, nil, "pack", "-o", again); err != nil {
		t.Errorf("packing again: %v\n%s", err, out)
	}
	one, _ := os.ReadFile(packed)
	two, _ := os.ReadFile(again)
	if !bytes.Equal(one, two) {
		t.Errorf("packed again it has %d bytes, not %d", len(two), len(one))
	}
}

// Without a toolchain there is nothing to pack, and nothing is left behind.
func TestPackNeedsGo(t *testing.T) {
	dir := t.TempDir()
	out, err := away(t, binary(t), nil, "pack", "-o", filepath.Join(dir, "packed"))
	if err == nil || !strings.Contains(out, "needs Go") {
		t.Errorf("%v\n%s", err, out)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
