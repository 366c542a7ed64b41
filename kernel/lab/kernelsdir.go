package lab

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

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
