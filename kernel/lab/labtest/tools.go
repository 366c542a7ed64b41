package labtest

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"gradus/kernel/lab"
)

// tools are the packages with which tests play the part of a front end: not
// pinned, because the kernel is to please the newest of them.
var tools = []string{"jupyter_kernel_test", "nbclient"}

// Python returns the Python of a second environment, beside the shared one,
// that has the tools: the learner's own stays as it is. Under CI=true they are
// the newest; else those of the machine's first test, until the folder is
// deleted. It is skipped, or fails, as [Environment] does.
func Python(t testing.TB) string {
	t.Helper()
	env := Environment(t)
	dir := env.Dir + "-tools"
	python := lab.Environment{Dir: dir}.Python()
	has := exec.Command(python, "-c", "import jupyter_kernel_test, nbclient").Run() == nil
	if has && os.Getenv("CI") != "true" {
		return python
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	if !has {
		run(ctx, t, env.Python(), "-m", "venv", "--clear", dir)
	}
	run(ctx, t, python, append([]string{"-m", "pip", "install", "--upgrade", "--quiet", "--no-input",
		"--disable-pip-version-check", "--prefer-binary"}, tools...)...)
	return python
}

func run(ctx context.Context, t testing.TB, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		missing(t, err)
	}
}
