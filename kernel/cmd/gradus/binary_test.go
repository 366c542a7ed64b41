package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"gradus/kernel/lab"
)

// work is a folder for all tests of the package.
var work string

func TestMain(m *testing.M) {
	var err error
	if work, err = os.MkdirTemp("", "gradus-test"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	os.RemoveAll(work)
	os.Exit(status)
}

var build = sync.OnceValues(func() (string, error) {
	path := filepath.Join(work, "gradus.exe")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})

// binary returns the path of the real gradus, built once.
func binary(t *testing.T) string {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// installed is a Jupyter prefix, and the data folder beside it, that the
// real gradus has installed its kernel into.
type installed struct{ prefix, data string }

// engines are the engines, and the kernels that run cells on them.
var engines = map[string]string{"ssa": "gradus", "yaegi": "gradus-yaegi"}

// install has the real gradus install its kernels where only this test looks.
func install(t *testing.T) installed {
	t.Helper()
	in := installed{t.TempDir(), t.TempDir()}
	for engine, kernel := range engines {
		cmd := exec.Command(binary(t), "install", "--prefix", in.prefix, "--engine", engine)
		cmd.Env = append(os.Environ(), "GRADUS_DATA="+in.data)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("gradus install: %v\n%s", err, out)
		}
		if _, err := os.Stat(filepath.Join(lab.PrefixKernelsDir(in.prefix), kernel, "kernel.json")); err != nil {
			t.Fatal(err)
		}
	}
	return in
}

// environ is an environment in which Jupyter finds the kernel and keeps
// everything else to itself.
func (in installed) environ() []string {
	return append(os.Environ(),
		"GRADUS_DATA="+in.data,
		"JUPYTER_PATH="+filepath.Join(in.prefix, "share", "jupyter"),
		"JUPYTER_DATA_DIR="+filepath.Join(in.data, "jupyter"),
		"JUPYTER_CONFIG_DIR="+filepath.Join(in.data, "jupyter", "config"),
		"JUPYTER_RUNTIME_DIR="+filepath.Join(in.data, "jupyter", "runtime"),
		"IPYTHONDIR="+filepath.Join(in.data, "ipython"),
	)
}
