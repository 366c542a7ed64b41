package lab

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// The test binary plays Python: started with $FAKE_PYTHON it does what that
// lists of "old", "novenv", "offline", "dies" (pip dies inside the second
// package), and notes in $FAKE_PYTHON_LOG what it was asked for.
func TestMain(m *testing.M) {
	if behave, ok := os.LookupEnv("FAKE_PYTHON"); ok {
		os.Exit(fakePython(os.Args[1:], strings.Fields(behave)))
	}
	os.Exit(m.Run())
}

// comments are lines of pins.txt that pip passes over.
var comments = regexp.MustCompile(`(?m)^#.*$`)

func fakePython(args, behave []string) int {
	is := func(what string) bool {
		for _, b := range behave {
			if b == what {
				return true
			}
		}
		return false
	}
	note := func(what string) {
		f, err := os.OpenFile(os.Getenv("FAKE_PYTHON_LOG"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
		if err == nil {
			fmt.Fprintln(f, what)
			f.Close()
		}
	}
	dir := filepath.Dir(filepath.Dir(os.Args[0])) // of the environment, when this is its python
	site := filepath.Join(dir, "lib", "python3", "site-packages")
	if runtime.GOOS == "windows" {
		site = filepath.Join(dir, "Lib", "site-packages")
	}
	switch command := strings.Join(args, " "); {
	case command == "-c "+probe && is("old"):
		fmt.Println("3.8")
	case command == "-c "+probe && is("novenv"):
		fmt.Println("3.12")
		return 1
	case command == "-c "+probe:
		fmt.Println("3.12")
		fmt.Println("venv")
	case strings.HasPrefix(command, "-m venv "):
		note("venv")
		self, _ := os.Executable()
		python := Environment{Dir: args[2]}.Python()
		os.MkdirAll(filepath.Dir(python), 0o755)
		if os.Symlink(self, python) != nil {
			program, _ := os.ReadFile(self)
			os.WriteFile(python, program, 0o755)
		}
	case strings.HasPrefix(command, "-m pip --version"):
		fmt.Println("pip 26")
	case strings.HasPrefix(command, "-m pip install"):
		note("pip")
		if is("offline") {
			fmt.Println("ERROR: No matching distribution found for jupyterlab")
			return 1
		}
		list, _ := os.ReadFile(args[len(args)-1])
		for i, pin := range strings.Fields(comments.ReplaceAllString(string(list), "")) {
			name, version, _ := strings.Cut(pin, "==")
			info := filepath.Join(site, name+"-"+version+".dist-info")
			os.MkdirAll(info, 0o755)
			os.WriteFile(filepath.Join(info, "METADATA"), []byte(version), 0o644)
			if is("dies") && i == 1 {
				return 137
			}
			os.WriteFile(filepath.Join(info, "RECORD"), nil, 0o644)
		}
	case strings.Contains(command, "importlib.metadata"):
		found, _ := filepath.Glob(filepath.Join(site, "jupyterlab-*.dist-info", "METADATA"))
		if len(found) != 1 {
			return 1
		}
		version, _ := os.ReadFile(found[0])
		fmt.Println(string(version))
	default:
		fmt.Fprintln(os.Stderr, "unexpected:", command)
		return 1
	}
	return 0
}

// asPython makes the test binary be Python for a test; asked returns what it
// was asked for since the last call.
func asPython(t *testing.T, behave string) (candidates []python, asked func() string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(t.TempDir(), "log")
	t.Setenv("FAKE_PYTHON", behave)
	t.Setenv("FAKE_PYTHON_LOG", log)
	return []python{{"no-such-python"}, {self}}, func() string {
		said, _ := os.ReadFile(log)
		os.Remove(log)
		return strings.Join(strings.Fields(string(said)), " ")
	}
}
