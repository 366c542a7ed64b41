package lab

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEnvironmentIsMadeOnce(t *testing.T) {
	candidates, asked := asPython(t, "")
	env := Environment{Dir: filepath.Join(t.TempDir(), "deep", "env")}
	var out bytes.Buffer
	if err := env.ensure(t.Context(), newProgress(&out), candidates); err != nil {
		t.Fatal(err)
	}
	if got := asked(); got != "venv pip" {
		t.Errorf("first start asked for %q", got)
	}
	if want := "Installing JupyterLab " + pinned("jupyterlab"); !strings.Contains(out.String(), want) {
		t.Errorf("progress %q does not say %q", out.String(), want)
	}
	// Whole: neither a Python nor the network is needed any more.
	if err := env.ensure(t.Context(), newProgress(nil), nil); err != nil {
		t.Fatal(err)
	}
	if got := asked(); got != "" {
		t.Errorf("second start asked for %q", got)
	}
}

// Whatever state an interrupted or damaged install is in, the next start ends
// with a whole environment, and reuses what can be reused.
func TestEnvironmentIsMended(t *testing.T) {
	site := filepath.Join("lib", "python3", "site-packages")
	remove := func(t *testing.T, path string) {
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
	}
	jupyterlab := filepath.Join(site, "jupyterlab-"+pinned("jupyterlab")+".dist-info")
	tests := []struct {
		name   string
		damage func(t *testing.T, dir string)
		asks   string
	}{
		{"killed before the marker", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, marker)) }, "pip"},
		{"made from other pins", func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, marker), []byte("older"), 0o644); err != nil {
				t.Fatal(err)
			}
		}, "pip"},
		{"a package was removed", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, jupyterlab)) }, "pip"},
		{"killed inside a package", func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, marker))
			remove(t, filepath.Join(dir, jupyterlab, "RECORD"))
		}, "venv pip"},
		{"its Python is gone", func(t *testing.T, dir string) { remove(t, Environment{Dir: dir}.Python()) }, "venv pip"},
		{"an empty folder", func(t *testing.T, dir string) {
			remove(t, dir)
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}, "venv pip"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			candidates, asked := asPython(t, "")
			env := Environment{Dir: filepath.Join(t.TempDir(), "env")}
			if err := env.ensure(t.Context(), newProgress(nil), candidates); err != nil {
				t.Fatal(err)
			}
			asked()
			test.damage(t, env.Dir)
			if env.whole(t.Context()) {
				t.Fatal("the damage is not noticed")
			}
			if err := env.ensure(t.Context(), newProgress(nil), candidates); err != nil {
				t.Fatal(err)
			}
			if got := asked(); got != test.asks {
				t.Errorf("asked for %q, not %q", got, test.asks)
			}
			if !env.whole(t.Context()) {
				t.Error("not whole after mending")
			}
		})
	}
}

// pip dies in the middle of a package, which then looks installed to pip.
func TestPipDies(t *testing.T) {
	candidates, asked := asPython(t, "dies")
	env := Environment{Dir: filepath.Join(t.TempDir(), "env")}
	if err := env.ensure(t.Context(), newProgress(nil), candidates); err == nil {
		t.Fatal("no error")
	}
	asked()
	t.Setenv("FAKE_PYTHON", "")
	if err := env.ensure(t.Context(), newProgress(nil), candidates); err != nil {
		t.Fatal(err)
	}
	if got := asked(); got != "venv pip" {
		t.Errorf("mending asked for %q", got)
	}
}

func TestOffline(t *testing.T) {
	candidates, asked := asPython(t, "offline")
	env := Environment{Dir: filepath.Join(t.TempDir(), "env")}
	err := env.ensure(t.Context(), newProgress(nil), candidates)
	if err == nil || !strings.Contains(err.Error(), "No matching distribution") || !strings.Contains(err.Error(), "network") {
		t.Fatalf("error %v", err)
	}
	asked()
	t.Setenv("FAKE_PYTHON", "")
	if err := env.ensure(t.Context(), newProgress(nil), candidates); err != nil {
		t.Fatal(err)
	}
	if got := asked(); got != "pip" {
		t.Errorf("with the network back it asked for %q", got)
	}
}

func TestFindPython(t *testing.T) {
	for _, test := range []struct {
		behave string
		want   []string // in the error
	}{
		{"", nil},
		{"old", []string{"3.10 or newer", "is Python 3.8"}},
		{"novenv", []string{"is Python 3.12, but its venv is missing", "\n  → "}},
	} {
		candidates, _ := asPython(t, test.behave)
		found, err := findPython(t.Context(), candidates)
		if test.want == nil {
			if err != nil || len(found) == 0 {
				t.Errorf("%q: %v, %v", test.behave, found, err)
			}
			continue
		}
		for _, want := range test.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: the error %v does not say %q", test.behave, err, want)
			}
		}
	}
	if _, err := findPython(t.Context(), []python{{"no-such-python"}}); err == nil || !strings.Contains(err.Error(), "no Python was found") {
		t.Errorf("without any: %v", err)
	}
}

// Two gradus started at once do not install into one folder together.
func TestEnvironmentLock(t *testing.T) {
	env := Environment{Dir: filepath.Join(t.TempDir(), "env")}
	release, err := env.lock(t.Context(), newProgress(nil))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := env.lock(ctx, newProgress(nil)); err != context.Canceled {
		t.Errorf("the second one: %v", err)
	}
	release()
	release, err = env.lock(ctx, newProgress(nil))
	if err != nil {
		t.Fatal(err)
	}
	release()
}

func TestPins(t *testing.T) {
	for _, name := range []string{"jupyterlab", "jupyterlab_widgets"} {
		if version := pinned(name); strings.Count(version, ".") != 2 {
			t.Errorf("%s is pinned to %q", name, version)
		}
	}
	if !strings.HasPrefix(pinned("jupyterlab"), "4.6.") {
		t.Error("JupyterLab is not 4.6")
	}
}
