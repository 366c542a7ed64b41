package lab

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// Data is the folder in which Gradus keeps what is its own:
//
//	bin/gradus         the binary that the kernelspec starts
//	env/               the Python environment with JupyterLab
//	jupyter/config     JupyterLab's configuration
//	jupyter/data       kernels/gradus and others, the kernelspecs
//	jupyter/settings   what the learner sets in JupyterLab: the theme and so on
//	log/               what pip and JupyterLab had to say
//
// The learner's work is elsewhere; package progress keeps progress.json here,
// and Remove leaves it. The rest can be deleted and is made again.
type Data string

// DataDir returns the user's data folder for Gradus: $GRADUS_DATA, or the
// place that the operating system has for such things.
func DataDir() (Data, error) {
	if dir := os.Getenv("GRADUS_DATA"); dir != "" {
		abs, err := filepath.Abs(dir)
		return Data(abs), err
	}
	if runtime.GOOS == "windows" {
		if dir := os.Getenv("LocalAppData"); dir != "" {
			return Data(filepath.Join(dir, "gradus")), nil
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no folder for Gradus's data: %w; set GRADUS_DATA to one", err)
	}
	switch runtime.GOOS {
	case "windows":
		return Data(filepath.Join(home, "AppData", "Local", "gradus")), nil
	case "darwin":
		return Data(filepath.Join(home, "Library", "Application Support", "gradus")), nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return Data(filepath.Join(dir, "gradus")), nil
	}
	return Data(filepath.Join(home, ".local", "share", "gradus")), nil
}

func (d Data) join(names ...string) string {
	return filepath.Join(append([]string{string(d)}, names...)...)
}

// Binary is where the copy of gradus lives that kernelspecs point at.
func (d Data) Binary() string { return d.join("bin", "gradus"+exeSuffix) }

// Environment is the Python environment inside the data folder.
func (d Data) Environment() Environment {
	return Environment{Dir: d.join("env"), Log: d.join("log", "pip.log")}
}

// KernelsDir is where Gradus's own JupyterLab looks for kernelspecs.
func (d Data) KernelsDir() string { return d.join("jupyter", "data", "kernels") }

func (d Data) serverLog() string { return d.join("log", "jupyterlab.log") }

// Remove deletes what Gradus keeps in its data folder, and the folder too when
// nothing else is in it.
func (d Data) Remove() error {
	for _, name := range []string{"bin", "env", "env.lock", "jupyter", "log"} {
		if err := os.RemoveAll(d.join(name)); err != nil {
			return err
		}
	}
	if left, err := os.ReadDir(string(d)); err != nil || len(left) > 0 {
		return nil // never there, or something in it is not ours
	}
	return os.Remove(string(d))
}

// exeSuffix is what an executable's name ends in.
var exeSuffix = map[bool]string{true: ".exe"}[runtime.GOOS == "windows"]

// writeFile writes a file whole or not at all: readers see the old one or the
// new one, whenever this process dies.
func writeFile(path string, data []byte, mode os.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // a no-op once it has been renamed
	_, err = temp.Write(data)
	if e := temp.Chmod(mode); err == nil && runtime.GOOS != "windows" {
		err = e
	}
	if e := temp.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
