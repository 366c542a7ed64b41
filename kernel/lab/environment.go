package lab

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// An Environment is a Python environment with the pinned JupyterLab in it.
type Environment struct {
	Dir string // the environment's folder
	Log string // where pip's words go; "" is a file beside Dir
}

// marker is the file that says an environment is whole. It holds the hash of
// the pins, it is written last, and it is taken away before anything changes.
const marker = "gradus-pins.sha256"

// Python is the environment's own interpreter.
func (e Environment) Python() string {
	if runtime.GOOS == "windows" {
		return filepath.Join(e.Dir, "Scripts", "python.exe")
	}
	return filepath.Join(e.Dir, "bin", "python")
}

// Ensure makes the environment when there is none, mends one whose making was
// interrupted, and brings it to the present pins. A whole environment is left
// alone: that takes no network and less than a second. Progress goes to w.
func (e Environment) Ensure(ctx context.Context, w io.Writer) error {
	return e.ensure(ctx, newProgress(w), pythonCandidates())
}

func (e Environment) ensure(ctx context.Context, p *progress, candidates []python) error {
	if err := os.MkdirAll(filepath.Dir(e.Dir), 0o755); err != nil {
		return err
	}
	release, err := e.lock(ctx, p)
	if err != nil {
		return err
	}
	defer release()
	if e.whole(ctx) {
		return nil
	}
	if err := os.Remove(filepath.Join(e.Dir, marker)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if !e.mendable(ctx) {
		if err := e.create(ctx, p, candidates); err != nil {
			return err
		}
	} else {
		p.line("The environment in %s is not whole, or not up to date: mending it.", e.Dir)
	}
	if err := e.install(ctx, p); err != nil {
		return err
	}
	if err := e.works(ctx); err != nil {
		return &Problem{What: "JupyterLab was installed but does not start", Err: err,
			Do: "delete " + e.Dir + " and start again; pip's words are in " + e.log()}
	}
	return writeFile(filepath.Join(e.Dir, marker), []byte(pinsHash()), 0o644)
}

// whole reports whether the environment was finished with the present pins
// and its Python still runs: one that links to a Python that has since been
// upgraded or removed does not.
func (e Environment) whole(ctx context.Context) bool {
	hash, err := os.ReadFile(filepath.Join(e.Dir, marker))
	return err == nil && string(hash) == pinsHash() && e.works(ctx) == nil
}

// works asks the environment's Python for its JupyterLab.
func (e Environment) works(ctx context.Context) error {
	const ask = `from importlib.metadata import version; print(version("jupyterlab"))`
	out, err := python{e.Python()}.command(ctx, "-c", ask).Output()
	if err != nil {
		return err
	}
	if got := strings.TrimSpace(string(out)); got != pinned("jupyterlab") {
		return fmt.Errorf("it is JupyterLab %q", got)
	}
	return nil
}

// mendable reports whether pip can finish what is there. It cannot when Python
// or pip does not run, nor when pip died inside a package: pip writes RECORD
// as a package's last file, and takes a package without it for installed.
func (e Environment) mendable(ctx context.Context) bool {
	if (python{e.Python()}).command(ctx, "-m", "pip", "--version").Run() != nil {
		return false
	}
	site := filepath.Join(e.Dir, "lib", "python*", "site-packages")
	if runtime.GOOS == "windows" {
		site = filepath.Join(e.Dir, "Lib", "site-packages")
	}
	packages, _ := filepath.Glob(filepath.Join(site, "*.dist-info"))
	for _, p := range packages {
		if _, err := os.Stat(filepath.Join(p, "RECORD")); err != nil {
			return false
		}
	}
	return true
}

// create makes an empty environment where there is none, or a useless one.
func (e Environment) create(ctx context.Context, p *progress, candidates []python) (err error) {
	python, err := findPython(ctx, candidates)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(e.Dir); err != nil {
		return fmt.Errorf("clearing away what was left of an environment: %w", err)
	}
	s := p.begin("Making a Python environment in %s", e.Dir)
	defer func() { s.done(err == nil) }()
	if out, err := python.command(ctx, "-m", "venv", e.Dir).CombinedOutput(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &Problem{What: "Python could not make an environment (" + lastLine(string(out)) + ")", Err: err,
			Do: installHint("python3-venv")}
	}
	return nil
}

// install has pip put the pinned packages into the environment.
func (e Environment) install(ctx context.Context, p *progress) (err error) {
	list := filepath.Join(e.Dir, "pins.txt")
	if err := writeFile(list, []byte(pins), 0o644); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(e.log()), 0o755); err != nil {
		return err
	}
	log, err := os.Create(e.log())
	if err != nil {
		return err
	}
	defer log.Close()
	s := p.begin("Installing JupyterLab %s (once; it takes 250 MB)", pinned("jupyterlab"))
	defer func() { s.done(err == nil) }()

	cmd := python{e.Python()}.command(ctx, "-m", "pip", "install", "--no-input",
		"--disable-pip-version-check", "--prefer-binary", "--progress-bar", "off", "-r", list)
	said := &pipOutput{log: log, step: s}
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &Problem{What: "pip could not install JupyterLab (" + said.lastError + ")", Err: err,
			Do: "check the network and start again: it goes on where it stopped; all of pip's words are in " + e.log()}
	}
	return nil
}

func (e Environment) log() string {
	if e.Log != "" {
		return e.Log
	}
	return e.Dir + "-pip.log"
}

// lock waits until no other gradus works on this environment.
func (e Environment) lock(ctx context.Context, p *progress) (release func(), err error) {
	for told := false; ; told = true {
		release, ok, err := tryLock(e.Dir + ".lock")
		if err != nil || ok {
			return release, err
		}
		if !told {
			p.line("Waiting for another gradus that is making the environment.")
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}
