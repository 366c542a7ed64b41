package table

import (
	"fmt"
	"go/types"
	"strings"
)

// A Catalogue knows packages by their import paths.
type Catalogue interface {
	types.Importer
	Paths() []string
}

// Files returns the sources of all tables by file name: one for each listed
// package, and one for each package of the standard library, but for those that
// are of no use in a cell.
func Files(c Catalogue, listed []string) (map[string][]byte, error) {
	files := map[string][]byte{}
	own := map[string]bool{}
	add := func(file, path string) error {
		pkg, err := c.Import(path)
		if err != nil {
			return err
		}
		src, err := Source(pkg)
		if err != nil {
			return fmt.Errorf("table of %s: %w", path, err)
		}
		if src != nil {
			files[file] = src
		}
		return nil
	}
	for _, path := range listed {
		own[path] = true
		if err := add(FileName(path), path); err != nil {
			return nil, err
		}
	}
	for _, path := range c.Paths() {
		if own[path] || isLeftOut(path) {
			continue
		}
		if err := add(StandardFileName(path), path); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// isLeftOut names packages that differ between systems, that only programs with
// C or plug-ins can use, and what is for Go's own tests.
func isLeftOut(path string) bool {
	switch path {
	case "unsafe", "syscall", "plugin", "log/syslog", "runtime/cgo", "runtime/coverage", "crypto/mlkem/mlkemtest", "testing/cryptotest":
		return true
	}
	return strings.HasPrefix(path, "syscall/")
}
