package symbols

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"gradus/kernel/eval/packages"
	"gradus/kernel/symbols/list"
)

// Prepare writes the types of the packages that cells may import to file. It
// needs the Go toolchain and the source of this module, and takes seconds.
func Prepare(ctx context.Context, file string) error {
	dir, err := sourceDir()
	if err != nil {
		return err
	}
	return packages.Collect(ctx, dir, patterns(), file)
}

// Catalogue is [Prepare] and Open on a file in the user's cache, for what runs
// without a kernelspec: "go run" and tests.
func Catalogue(ctx context.Context) (*packages.Packages, error) {
	dir, err := sourceDir()
	if err != nil {
		return nil, err
	}
	return packages.CachedFor(ctx, dir, patterns())
}

func patterns() []string { return append([]string{"std"}, list.Packages...) }

// sourceDir finds the module that this binary was built from.
func sourceDir() (string, error) {
	_, file, _, ok := runtime.Caller(0)
	if ok {
		dir := filepath.Dir(filepath.Dir(filepath.Dir(file)))
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
	}
	return "", fmt.Errorf("the types of the packages that cells may import are missing: run 'go run ./kernel/cmd/gradus install' in a clone of Gradus")
}
