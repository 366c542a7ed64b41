// Package labtest gives tests a real JupyterLab. Making its environment takes
// a minute and the network, so that all tests on a machine share one, which
// stays: in $GRADUS_TEST_ENV, or in the user's cache folder.
package labtest

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gradus/kernel/lab"
)

// Environment returns the shared environment, made whole. On a machine that
// cannot make it (no Python with venv, no network) the test is skipped with
// the reason; under CI=true it fails.
func Environment(t testing.TB) lab.Environment {
	t.Helper()
	dir, err := folder()
	if err != nil {
		missing(t, err)
	}
	env := lab.Environment{Dir: dir}
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	defer cancel()
	if err := env.Ensure(ctx, os.Stderr); err != nil {
		missing(t, err)
	}
	return env
}

// Data returns a fresh data folder whose environment is the shared one; pass
// it to lab.Start to run a JupyterLab that touches nothing else.
func Data(t testing.TB) lab.Data {
	t.Helper()
	env := Environment(t)
	data := lab.Data(t.TempDir())
	if err := os.Symlink(env.Dir, data.Environment().Dir); err != nil {
		missing(t, err)
	}
	return data
}

func folder() (string, error) {
	if dir := os.Getenv("GRADUS_TEST_ENV"); dir != "" {
		return filepath.Abs(dir)
	}
	cache, err := os.UserCacheDir()
	return filepath.Join(cache, "gradus-test", "env"), err
}

func missing(t testing.TB, err error) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("no JupyterLab to test with: %v", err)
	}
	t.Skipf("skipped, no JupyterLab to test with: %v", err)
}
