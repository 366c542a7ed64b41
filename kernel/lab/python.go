package lab

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// python is a command that starts a Python: ["python3"], ["py", "-3"].
type python []string

// A finding is what asking a python for its version and its venv gave.
type finding int

const (
	absent finding = iota // it is not there, or does not run
	tooOld
	noVenv // Debian leaves ensurepip, which venv needs, out of python3
	suited
)

// probe prints the version, and says so when an environment can be made.
const probe = `import sys
print("%d.%d" % sys.version_info[:2])
import venv, ensurepip
print("venv")`

// findPython returns the first candidate that JupyterLab runs on. Where none
// does, the error names what to install, from the best that was found.
func findPython(ctx context.Context, candidates []python) (python, error) {
	best, bestPython, bestVersion := absent, python(nil), ""
	for _, p := range candidates {
		found, version := p.examine(ctx)
		if found == suited {
			return p, nil
		}
		if found > best {
			best, bestPython, bestVersion = found, p, version
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	need := fmt.Sprintf("JupyterLab needs Python %d.%d or newer, with venv", MinPython[0], MinPython[1])
	switch best {
	case noVenv:
		return nil, &Problem{What: fmt.Sprintf("%s: %s is Python %s, but its venv is missing", need, strings.Join(bestPython, " "), bestVersion), Do: installHint("python3-venv")}
	case tooOld:
		return nil, &Problem{What: fmt.Sprintf("%s: %s is Python %s", need, strings.Join(bestPython, " "), bestVersion), Do: installHint("python3")}
	}
	return nil, &Problem{What: need + ": no Python was found", Do: installHint("python3")}
}

// pythonCandidates lists the commands to try: $GRADUS_PYTHON alone when it is
// set, else the usual names, the one that the user gets by default first.
func pythonCandidates() []python {
	if p := os.Getenv("GRADUS_PYTHON"); p != "" {
		return []python{{p}}
	}
	all := []python{{"python3"}}
	if runtime.GOOS == "windows" {
		all = []python{{"py", "-3"}, {"python"}, {"python3"}}
	}
	for minor := 14; minor >= MinPython[1]; minor-- {
		all = append(all, python{fmt.Sprintf("python3.%d", minor)})
	}
	return append(all, python{"python"})
}

// command prepares a run of this Python that no PYTHON… or PIP_… setting of
// the user's leads astray.
func (p python) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, p[0], append(p[1:len(p):len(p)], args...)...)
	cmd.Env = environ(map[string]string{
		"PYTHONHOME": "", "PYTHONPATH": "", "PYTHONNOUSERSITE": "1", "PYTHONUNBUFFERED": "1",
		"PIP_USER": "no", "PIP_TARGET": "", "PIP_PREFIX": "", "PIP_ROOT": "",
	})
	ownGroup(cmd)
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

func (p python) examine(ctx context.Context) (finding, string) {
	if _, err := exec.LookPath(p[0]); err != nil {
		return absent, ""
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	out, _ := p.command(ctx, "-c", probe).Output() // fails where venv is missing
	version, rest, _ := strings.Cut(string(bytes.TrimSpace(out)), "\n")
	version = strings.TrimSpace(version)
	var major, minor int
	if n, _ := fmt.Sscanf(version, "%d.%d", &major, &minor); n != 2 {
		return absent, ""
	}
	switch {
	case major < MinPython[0] || major == MinPython[0] && minor < MinPython[1]:
		return tooOld, version
	case strings.TrimSpace(rest) != "venv":
		return noVenv, version
	}
	return suited, version
}

// installHint says how to install python3 or python3-venv on this machine.
func installHint(what string) string {
	const then = ", then start again (GRADUS_PYTHON names a Python that is somewhere else)"
	has := func(tool string) bool { _, err := exec.LookPath(tool); return err == nil }
	switch {
	case runtime.GOOS == "windows":
		return "install Python from python.org or run: winget install Python.Python.3.13" + then
	case runtime.GOOS == "darwin" && has("brew"):
		return "run: brew install python" + then
	case runtime.GOOS == "darwin":
		return "install Python from python.org, or Homebrew's with: brew install python" + then
	case has("apt") || has("apt-get"):
		if what == "python3" {
			what = "python3 python3-venv"
		}
		return "run: sudo apt install " + what + then
	case has("dnf"):
		return "run: sudo dnf install python3" + then
	case has("zypper"):
		return "run: sudo zypper install python3" + then
	case has("pacman"):
		return "run: sudo pacman -S python" + then
	case has("apk"):
		return "run: sudo apk add python3" + then
	}
	return "install python3 and its venv with your system's package manager (Debian, Ubuntu: sudo apt install python3-venv)" + then
}

// environ is this process's environment with some variables set and, where
// the value is "", some taken away.
func environ(change map[string]string) []string {
	var env []string
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if runtime.GOOS == "windows" {
			name = strings.ToUpper(name)
		}
		if _, ok := change[name]; !ok {
			env = append(env, kv)
		}
	}
	for name, value := range change {
		if value != "" {
			env = append(env, name+"="+value)
		}
	}
	return env
}
