package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gradus/kernel/lab"
)

func TestInstallAndUninstall(t *testing.T) {
	useFake(t)
	prefix := t.TempDir()
	spec := filepath.Join(prefix, "share", "jupyter", "kernels", "gradus", "kernel.json")
	if status, stdout, stderr := gradus(t, "install", "--prefix", prefix); status != 0 || !strings.Contains(stdout, filepath.Dir(spec)) {
		t.Fatalf("status %d, %q, %q", status, stdout, stderr)
	}
	data, err := os.ReadFile(spec)
	if err != nil {
		t.Fatal(err)
	}
	var kernel lab.Kernelspec
	if err := json.Unmarshal(data, &kernel); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(kernel.Argv[0]); err != nil || !strings.HasPrefix(kernel.Argv[0], os.Getenv("GRADUS_DATA")) {
		t.Errorf("argv %q: %v", kernel.Argv, err)
	}
	if status, stdout, stderr := gradus(t, "install", "--prefix", prefix, "--engine", "yaegi"); status != 0 || !strings.Contains(stdout, "Go (Gradus, yaegi)") {
		t.Fatalf("--engine yaegi: status %d, %q, %q", status, stdout, stderr)
	}
	if status, stdout, _ := gradus(t, "uninstall", "--prefix", prefix, "--all"); status != 0 || strings.Count(stdout, "removed") != 3 {
		t.Errorf("status %d, %q", status, stdout)
	}
	if _, err := os.Stat(filepath.Dir(spec)); err == nil {
		t.Error("the kernelspec is still there")
	}
	if _, err := os.Stat(kernel.Argv[0]); err == nil {
		t.Error("the binary is still there")
	}
}

// --user and --sys-prefix go where Jupyter looks.
func TestPlaces(t *testing.T) {
	useFake(t)
	user, venv := t.TempDir(), t.TempDir()
	t.Setenv("JUPYTER_DATA_DIR", user)
	t.Setenv("VIRTUAL_ENV", venv)
	data, err := lab.DataDir()
	if err != nil {
		t.Fatal(err)
	}
	for flag, kernels := range map[string]string{
		"--user":       filepath.Join(user, "kernels"),
		"--sys-prefix": filepath.Join(venv, "share", "jupyter", "kernels"),
		"--lab":        data.KernelsDir(),
	} {
		if status, _, stderr := gradus(t, "install", flag); status != 0 {
			t.Errorf("%s: %s", flag, stderr)
		}
		if _, err := os.Stat(filepath.Join(kernels, "gradus", "kernel.json")); err != nil {
			t.Errorf("%s: %v", flag, err)
		}
	}
}
