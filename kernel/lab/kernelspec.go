package lab

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gradus/kernel/lab/logo"
)

// A Kernel is what a kernelspec stands for: a gradus on one of its engines.
type Kernel struct {
	Name        string // of the kernelspec, and of its folder
	DisplayName string
	Args        []string // of gradus kernel, beside the connection file
}

// Kernels are all that there are. The lessons run on the first.
var Kernels = []Kernel{
	{Name: "gradus", DisplayName: "Go (Gradus)"},
	{Name: "gradus-yaegi", DisplayName: "Go (Gradus, yaegi)", Args: []string{"--engine", "yaegi"}},
}

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
	// Kernel is one of [Kernels]; the zero Kernel is the first.
	Kernel Kernel
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

// Install writes the kernelspec into a folder of its own under kernelsDir and
// returns that folder. kernel.json names the binary's hash and is written
// last: where it is as it should be, so is everything beside it.
func (in Installer) Install(kernelsDir string) (dir string, err error) {
	if in.Kernel.Name == "" {
		in.Kernel = Kernels[0]
	}
	dir = filepath.Join(kernelsDir, in.Kernel.Name)
	hash, err := installBinary(in.Source, in.Binary)
	if err != nil {
		return "", err
	}
	want, err := json.MarshalIndent(in.kernelspec(hash, dir), "", " ")
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

func (in Installer) kernelspec(hash, dir string) Kernelspec {
	return Kernelspec{
		Argv:          append([]string{in.Binary, "kernel", "-f", "{connection_file}"}, in.Kernel.Args...),
		DisplayName:   in.Kernel.DisplayName,
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

// Uninstall removes the kernelspecs of all [Kernels] under kernelsDir and
// returns the display names of those that were there.
func Uninstall(kernelsDir string) (removed []string, err error) {
	for _, k := range Kernels {
		dir := filepath.Join(kernelsDir, k.Name)
		if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err := os.RemoveAll(dir); err != nil {
			return removed, err
		}
		removed = append(removed, k.DisplayName)
	}
	return removed, nil
}
