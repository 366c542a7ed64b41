package lab

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func readSpec(t *testing.T, dir string) Kernelspec {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "kernel.json"))
	if err != nil {
		t.Fatal(err)
	}
	var spec Kernelspec
	if err := json.Unmarshal(data, &spec); err != nil {
		t.Fatal(err)
	}
	return spec
}

func TestInstallAndUninstall(t *testing.T) {
	root := t.TempDir()
	source := filepath.Join(root, "built")
	if err := os.WriteFile(source, []byte("program 1"), 0o755); err != nil {
		t.Fatal(err)
	}
	prepared := 0
	in := Installer{
		Binary: filepath.Join(root, "data", "bin", "gradus"), Source: source,
		Prepare: func(dir string, progress io.Writer) error {
			prepared++
			return os.WriteFile(filepath.Join(dir, "exports"), nil, 0o644)
		},
	}
	kernels := filepath.Join(root, "kernels")
	dir, err := in.Install(kernels)
	if err != nil {
		t.Fatal(err)
	}
	spec := readSpec(t, dir)
	if want := []string{in.Binary, "kernel", "-f", "{connection_file}"}; !slices.Equal(spec.Argv, want) {
		t.Errorf("argv %q", spec.Argv)
	}
	if spec.DisplayName != "Go (Gradus)" || spec.Language != "go" || spec.InterruptMode != "message" || spec.Env["GRADUS_KERNELSPEC"] != dir {
		t.Errorf("%+v", spec)
	}
	for _, name := range []string{"logo-32x32.png", "logo-64x64.png", "logo-svg.svg", "exports"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	info, err := os.Stat(in.Binary)
	if err != nil || exeSuffix == "" && info.Mode()&0o111 == 0 {
		t.Errorf("the binary: %v, %v", info.Mode(), err)
	}

	// The same again changes nothing; another binary is taken over.
	if _, err := in.Install(kernels); err != nil || prepared != 1 {
		t.Errorf("again: %v, prepared %d times", err, prepared)
	}
	if err := os.WriteFile(source, []byte("program 2"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Install(kernels); err != nil || prepared != 2 {
		t.Errorf("with another binary: %v, prepared %d times", err, prepared)
	}
	if program, _ := os.ReadFile(in.Binary); string(program) != "program 2" {
		t.Errorf("the binary is %q", program)
	}

	// The other kernel lies beside it and starts another engine.
	in.Kernel = Kernels[1]
	if dir, err = in.Install(kernels); err != nil {
		t.Fatal(err)
	}
	spec = readSpec(t, dir)
	if want := []string{in.Binary, "kernel", "-f", "{connection_file}", "--engine", "yaegi"}; !slices.Equal(spec.Argv, want) {
		t.Errorf("argv %q", spec.Argv)
	}
	if spec.DisplayName != "Go (Gradus, yaegi)" || filepath.Base(dir) != "gradus-yaegi" {
		t.Errorf("%s: %+v", dir, spec)
	}

	for _, want := range [][]string{{"Go (Gradus)", "Go (Gradus, yaegi)"}, nil} {
		if removed, err := Uninstall(kernels); err != nil || !slices.Equal(removed, want) {
			t.Errorf("Uninstall: %q, %v, not %q", removed, err, want)
		}
	}
}

// An install that fails leaves no kernel.json, so that the next one does it all.
func TestInstallFailsWhole(t *testing.T) {
	root := t.TempDir()
	source := filepath.Join(root, "built")
	if err := os.WriteFile(source, []byte("program"), 0o755); err != nil {
		t.Fatal(err)
	}
	in := Installer{Binary: filepath.Join(root, "bin"), Source: source}
	in.Prepare = func(string, io.Writer) error { return errors.New("disk full") }
	if _, err := in.Install(root); err == nil {
		t.Fatal("no error")
	}
	if _, err := os.Stat(filepath.Join(root, Kernels[0].Name, "kernel.json")); err == nil {
		t.Error("kernel.json is there")
	}
}

func TestDataRemoveLeavesOthersAlone(t *testing.T) {
	data := Data(t.TempDir())
	for _, name := range []string{"bin/gradus", "jupyter/data/x", "thesis.txt"} {
		if err := writeFile(data.join(filepath.FromSlash(name)), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := data.Remove(); err != nil {
		t.Fatal(err)
	}
	left, _ := os.ReadDir(string(data))
	if len(left) != 1 || left[0].Name() != "thesis.txt" {
		t.Errorf("left: %v", left)
	}
}
