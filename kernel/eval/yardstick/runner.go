package yardstick

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"gradus/kernel/eval/packages"
)

// A Runner runs programs on engines, in processes that are copies of this one.
type Runner struct {
	dir       string // for the working directories of the programs
	catalogue string // the file with the types of the standard library
}

// NewRunner collects what programs may import, by way of the Go command.
// Close removes it.
func NewRunner(ctx context.Context) (*Runner, error) {
	dir, err := os.MkdirTemp("", "yardstick")
	if err != nil {
		return nil, err
	}
	r := &Runner{dir: dir, catalogue: filepath.Join(dir, "packages.zip")}
	if err := packages.Collect(ctx, ".", []string{"std"}, r.catalogue); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

// Close removes the runner's files.
func (r *Runner) Close() error { return os.RemoveAll(r.dir) }

// Run runs the program of one file on an engine, in an empty folder, and ends
// it after the timeout.
// Merged says that standard error is to be part of the output.
func (r *Runner) Run(engine, file string, timeout time.Duration, merged bool) (Outcome, error) {
	self, err := os.Executable()
	if err != nil {
		return Outcome{}, err
	}
	if file, err = filepath.Abs(file); err != nil {
		return Outcome{}, err
	}
	work, err := os.MkdirTemp(r.dir, "work")
	if err != nil {
		return Outcome{}, err
	}
	defer os.RemoveAll(work)
	cmd := exec.Command(self)
	cmd.Dir = work
	cmd.Env = append(os.Environ(), engineVariable+"="+engine, catalogueVariable+"="+r.catalogue, programVariable+"="+file)
	return Capture(cmd, timeout, merged)
}
