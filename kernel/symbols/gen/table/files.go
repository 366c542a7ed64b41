package table

import (
	"fmt"
	"go/types"
	"path"
	"reflect"
	"strings"
)

// A Catalogue knows packages by their import paths.
type Catalogue interface {
	types.Importer
	Paths() []string
}

// Files returns the sources of all tables by file name: one for each listed
// package, and one for each package of the standard library of which another
// table, has, lacks names. Packages that are of no use in a cell are left out.
func Files(c Catalogue, listed []string, has func(path, name string) bool) (map[string][]byte, error) {
	files := map[string][]byte{}
	own := map[string]bool{}
	add := func(file, path string, has func(string) bool) error {
		pkg, err := c.Import(path)
		if err != nil {
			return err
		}
		src, err := Source(pkg, has)
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
		if err := add(FileName(path), path, func(string) bool { return false }); err != nil {
			return nil, err
		}
	}
	for _, path := range c.Paths() {
		if own[path] || isLeftOut(path) {
			continue
		}
		if err := add(StandardFileName(path), path, func(name string) bool { return has(path, name) }); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// In reports the names that a table, as yaegi has it, holds.
func In(symbols map[string]map[string]reflect.Value) func(path, name string) bool {
	paths := map[string]map[string]reflect.Value{}
	for key, names := range symbols {
		paths[path.Dir(key)] = names // the key ends with the package's name
	}
	return func(path, name string) bool { return paths[path][name].IsValid() }
}

// isLeftOut names packages that differ between systems, that only tests and
// programs with C or plug-ins can use, and that export nothing but types of
// their own for object files.
func isLeftOut(path string) bool {
	switch first, _, _ := strings.Cut(path, "/"); {
	case first == "debug", first == "testing", first == "unsafe", first == "syscall", first == "plugin":
		return true
	}
	return path == "runtime/cgo" || path == "runtime/coverage" || path == "crypto/mlkem/mlkemtest"
}
