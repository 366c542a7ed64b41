package lab

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"gradus/kernel/lab/logo"
)

// KernelName is the name of the kernelspec, and of its folder.
const KernelName = "gradus"

// A Kernelspec is what Jupyter reads in kernel.json to start a kernel.
type Kernelspec struct {
	Argv          []string          `json:"argv"`
	DisplayName   string            `json:"display_name"`
	Language      string            `json:"language"`
	InterruptMode string            `json:"interrupt_mode"`
	Env           map[string]string `json:"env,omitempty"`
	Metadata      map[string]any    `json:"metadata"`
}

// An Installer puts kernelspecs where a Jupyter finds them.
type Installer struct {
	// Binary is where the kernel's binary is to live; see [Data.Binary].
	Binary string
	// Source is the binary to copy there; "" is the running executable.
	Source string
	// Prepare, if not nil, adds to the kernelspec's folder what the kernel
	// reads from there; the kernel finds the folder in $GRADUS_KERNELSPEC.
	Prepare func(dir string, progress io.Writer) error
	// Progress is where Prepare's words go.
	Progress io.Writer
}

// Install writes the kernelspec into the folder gradus under kernelsDir and
// returns that folder. kernel.json names the binary's hash and is written
// last: where it is as it should be, so is everything beside it.
func (in Installer) Install(kernelsDir string) (dir string, err error) {
	dir = filepath.Join(kernelsDir, KernelName)
	hash, err := installBinary(in.Source, in.Binary)
	if err != nil {
		return "", err
	}
	want, err := json.MarshalIndent(newKernelspec(in.Binary, hash, dir), "", " ")
	if err != nil {
		return "", err
	}
	want = append(want, '\n')
	path := filepath.Join(dir, "kernel.json")
	if have, err := os.ReadFile(path); err == nil && bytes.Equal(have, want) && logosAt(dir) {
		return dir, nil
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	for name, data := range logo.Files() {
		if err := writeFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return "", fmt.Errorf("installing the kernelspec: %w", err)
		}
	}
	if in.Prepare != nil {
		if err := in.prepare(dir); err != nil {
			return "", fmt.Errorf("installing the kernelspec: %w", err)
		}
	}
	return dir, writeFile(path, want, 0o644)
}

func (in Installer) prepare(dir string) (err error) {
	p := newProgress(in.Progress)
	s := p.begin("Preparing the kernel (once for each version of gradus)")
	defer func() { s.done(err == nil) }()
	return in.Prepare(dir, p.w)
}

func newKernelspec(binary, hash, dir string) Kernelspec {
	return Kernelspec{
		Argv:          []string{binary, "kernel", "-f", "{connection_file}"},
		DisplayName:   "Go (Gradus)",
		Language:      "go",
		InterruptMode: "message",
		Env:           map[string]string{"GRADUS_KERNELSPEC": dir},
		Metadata:      map[string]any{"gradus": map[string]any{"binary_sha256": hash}},
	}
}

func logosAt(dir string) bool {
	for name, data := range logo.Files() {
		if have, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Equal(have, data) {
			return false
		}
	}
	return true
}

// Uninstall removes the kernelspec under kernelsDir and reports whether there
// was one.
func Uninstall(kernelsDir string) (bool, error) {
	dir := filepath.Join(kernelsDir, KernelName)
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	return true, os.RemoveAll(dir)
}

// UserKernelsDir is where the user's own Jupyter looks for kernelspecs.
func UserKernelsDir() (string, error) {
	if dir := os.Getenv("JUPYTER_DATA_DIR"); dir != "" {
		return filepath.Join(dir, "kernels"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	switch runtime.GOOS {
	case "windows":
		if dir := os.Getenv("APPDATA"); dir != "" {
			return filepath.Join(dir, "jupyter", "kernels"), nil
		}
		return filepath.Join(home, "AppData", "Roaming", "jupyter", "kernels"), nil
	case "darwin":
		return filepath.Join(home, "Library", "Jupyter", "kernels"), nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "jupyter", "kernels"), nil
	}
	return filepath.Join(home, ".local", "share", "jupyter", "kernels"), nil
}

// PrefixKernelsDir is where a Jupyter that is installed under prefix looks.
func PrefixKernelsDir(prefix string) string {
	return filepath.Join(prefix, "share", "jupyter", "kernels")
}

// SysPrefixKernelsDir is where the Jupyter of the active Python looks: of the
// virtual or conda environment, else of the python3 on the path.
func SysPrefixKernelsDir() (string, error) {
	for _, name := range []string{"VIRTUAL_ENV", "CONDA_PREFIX"} {
		if prefix := os.Getenv(name); prefix != "" {
			return PrefixKernelsDir(prefix), nil
		}
	}
	for _, p := range pythonCandidates() {
		cmd := exec.Command(p[0], append(p[1:len(p):len(p)], "-c", "import sys; print(sys.prefix)")...)
		if out, err := cmd.Output(); err == nil {
			return PrefixKernelsDir(strings.TrimSpace(string(out))), nil
		}
	}
	return "", &Problem{What: "no Python on the path whose prefix could be used", Do: "name the prefix: gradus install --prefix DIR"}
}
