package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"gradus/kernel/eval/yardstick"
)

// A contestant runs a program, given by name.
type contestant struct {
	name string
	run  func(program string) (yardstick.Outcome, error)
}

// contestants are CPython, the engines and compiled Go, in this order; about
// tells what they are.
func contestants(runner *yardstick.Runner, folder string, o options) (all []contestant, about string, err error) {
	python, err := describePython(o.python)
	if err != nil {
		return nil, "", err
	}
	file := func(program, extension string) string { return filepath.Join(folder, program+extension) }
	all = append(all, contestant{"CPython", func(p string) (yardstick.Outcome, error) {
		return yardstick.Capture(exec.Command(o.python, file(p, ".py")), o.timeout, false)
	}})
	for _, e := range yardstick.Engines {
		all = append(all, contestant{e.Name, func(p string) (yardstick.Outcome, error) {
			return runner.Run(e.Name, file(p, ".go"), o.timeout, false)
		}})
	}
	built := map[string]bool{}
	all = append(all, contestant{"Go", func(p string) (yardstick.Outcome, error) {
		binary := file(p, ".exe")
		if !built[p] {
			if out, err := exec.Command("go", "build", "-o", binary, file(p, ".go")).CombinedOutput(); err != nil {
				return yardstick.Outcome{}, fmt.Errorf("go build: %w\n%s", err, out)
			}
			built[p] = true
		}
		return yardstick.Capture(exec.Command(binary), o.timeout, false)
	}})
	return all, fmt.Sprintf("%s; %s %s/%s, %d processors; medians of %d", python,
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), o.rounds), nil
}

// pythonFacts prints the version, whose build it is, and how it was configured.
const pythonFacts = `
import platform, sys, sysconfig
arguments = sysconfig.get_config_var("CONFIG_ARGS") or ""
flags = [f for f in ("--enable-optimizations", "--with-lto") if f in arguments]
system = sys.base_prefix == "/usr"
print(platform.python_implementation(), platform.python_version(),
      "of the operating system's distribution" if system else "built by its user",
      "(configured with %s)" % " ".join(flags) if flags else
      "(CONFIG_ARGS has no --enable-optimizations%s)" % ("; Debian's rules add them at make" if system else ""))
`

func describePython(python string) (string, error) {
	out, err := exec.Command(python, "-c", pythonFacts).Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", python, err)
	}
	return strings.TrimSpace(string(out)), nil
}
