package packages

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/tools/go/gcexportdata"
)

// listed is what we ask the Go command about a package.
type listed struct {
	ImportPath, Name, Export, Dir string
	GoFiles                       []string
	Error                         *struct{ Err string }
}

// Collect asks the Go command, in module folder dir, for the export data of the
// packages that match patterns ("std" for the whole standard library), and
// writes it, with the source of generic parts and of packages that are run from it, and the documentation, to file.
// Internal and vendored packages are left out. The file appears whole or not at all.
func Collect(ctx context.Context, dir string, patterns []string, file string) error {
	list, err := list(ctx, dir, patterns)
	if err != nil {
		return err
	}
	return writeFile(file, list)
}

// writeFile writes the packages to file, whole or not at all.
func writeFile(file string, list []listed) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // fails once renamed, as it should
	err = errors.Join(write(tmp, list), tmp.Chmod(0o644), tmp.Close())
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}

func list(ctx context.Context, dir string, patterns []string) ([]listed, error) {
	args := append([]string{"list", "-export", "-json=ImportPath,Name,Export,Dir,GoFiles,Error"}, patterns...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("collecting the types of packages with the Go command: %w\n%s", err, strings.TrimSpace(stderr.String()))
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var l listed
		if err := dec.Decode(&l); err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if l.Error != nil {
			return nil, fmt.Errorf("go list: %s: %s", l.ImportPath, l.Error.Err)
		}
		if l.Export != "" && l.Name != "main" && importable(l.ImportPath) {
			all = append(all, l)
		}
	}
	return all, nil
}

func importable(path string) bool {
	for _, part := range strings.Split(path, "/") {
		if part == "internal" || part == "vendor" {
			return false
		}
	}
	return true
}

func write(w io.Writer, list []listed) error {
	z := zip.NewWriter(w)
	ix := index{Go: runtime.Version(), Packages: map[string]string{"unsafe": "unsafe"}}
	for _, l := range list {
		ix.Packages[l.ImportPath] = l.Name
		if isFromSource(l.ImportPath) {
			if err := writeWhole(z, l); err != nil {
				return fmt.Errorf("source of %s: %w", l.ImportPath, err)
			}
		} else {
			if err := writeExport(z, l); err != nil {
				return fmt.Errorf("export data of %s: %w", l.ImportPath, err)
			}
			generic, err := extractGeneric(l)
			if err != nil {
				return fmt.Errorf("generic part of %s: %w", l.ImportPath, err)
			}
			if generic != nil {
				ix.Generic = append(ix.Generic, l.ImportPath)
				if err := writeText(z, genericPrefix+l.ImportPath, generic); err != nil {
					return err
				}
			}
		}
		if err := writeJSON(z, docsPrefix+l.ImportPath, documentation(l)); err != nil {
			return err
		}
	}
	if err := writeJSON(z, indexEntry, ix); err != nil {
		return err
	}
	return z.Close()
}

func writeExport(z *zip.Writer, l listed) error {
	f, err := os.Open(l.Export)
	if err != nil {
		return err
	}
	defer f.Close()
	//lint:ignore SA1019 the Go command lists archives until Go 1.29
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return err
	}
	w, err := z.Create(exportPrefix + l.ImportPath)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}

func writeWhole(z *zip.Writer, l listed) error {
	files, err := extractWhole(l)
	if err != nil {
		return err
	}
	for i, text := range files {
		if err := writeText(z, wholePrefix+l.ImportPath+"/"+l.GoFiles[i], text); err != nil {
			return err
		}
	}
	return nil
}

func writeText(z *zip.Writer, name string, text []byte) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

func writeJSON(z *zip.Writer, name string, v any) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(v)
}
