package main

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"gradus/kernel"
	"gradus/kernel/eval"
	"gradus/kernel/eval/packages"
	"gradus/kernel/eval/quota"
	"gradus/kernel/symbols"
)

// A session runs cells and programs; eval.Session is one.
type session interface {
	kernel.Evaluator
	RunProgram(ctx context.Context, name, source string, s eval.Streams) int
	CaptureFiles() (restore func(), err error)
}

// newSession puts together the engine and what cells may import. It is a
// variable so that tests of the commands need not.
var newSession = func(ctx context.Context, engineName string) (session, error) {
	catalogue, err := openPackages(ctx)
	if err != nil {
		return nil, err
	}
	engine, err := newEngine(engineName)
	if err != nil {
		return nil, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	limit, err := quota.FromEnvironment()
	if err != nil {
		return nil, err
	}
	s := eval.NewSession(engine, packages.NewModules(catalogue, dir, engine.FileSet()))
	s.LimitMemory(limit)
	return s, nil
}

// packagesFile lies beside the kernelspec: the types of what cells may import.
const packagesFile = "packages.zip"

// openPackages reads what is packed into this program, or the file beside the
// kernelspec, when Jupyter has started this process; else the user's cache has
// it, or the Go command makes it.
func openPackages(ctx context.Context) (*packages.Packages, error) {
	if p, ok := ownPackages(); ok {
		return p, nil
	}
	if dir := os.Getenv("GRADUS_KERNELSPEC"); dir != "" {
		if p, err := packages.Open(filepath.Join(dir, packagesFile)); err == nil {
			return p, nil
		}
	}
	return symbols.Catalogue(ctx)
}

// prepare puts that file beside a kernelspec of a program that is not packed. A variable, as newSession is.
var prepare = func(ctx context.Context) func(dir string, progress io.Writer) error {
	return func(dir string, _ io.Writer) error {
		if isPacked() {
			return nil
		}
		return symbols.Prepare(ctx, filepath.Join(dir, packagesFile))
	}
}
