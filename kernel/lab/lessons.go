package lab

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// manifestName is the hidden file in the learner's folder that says what was
// copied there.
const manifestName = ".gradus-lessons.json"

// A manifest remembers, by hash, what was put into the learner's folder.
type manifest struct {
	// Delivered holds the version of each lesson that was last delivered, in
	// its place or beside it.
	Delivered map[string]string `json:"delivered"`
	// Written holds each file as it was written: what still has that hash
	// holds no work of the learner's.
	Written map[string]string `json:"written"`
}

// Copied says what [CopyLessons] did, by file name.
type Copied struct {
	New     []string // were not there
	Updated []string // were there, as they had been copied
	Beside  []string // newer lessons that lie beside what the learner has changed
}

// CopyLessons copies the notebooks at the root of lessons to dir. A file that
// the learner has changed, or that was there before, is never overwritten: a
// newer lesson lands beside it, once, as "name (new).ipynb".
func CopyLessons(lessons fs.FS, dir string) (Copied, error) {
	var done Copied
	names, err := fs.Glob(lessons, "*.ipynb")
	if err != nil {
		return done, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return done, err
	}
	m := readManifest(dir)
	for _, name := range names {
		content, err := fs.ReadFile(lessons, name)
		if err != nil {
			return done, err
		}
		if err := m.deliver(dir, name, content, &done); err != nil {
			return done, fmt.Errorf("copying the lesson %s: %w", name, err)
		}
	}
	return done, writeJSON(filepath.Join(dir, manifestName), m)
}

func (m manifest) deliver(dir, name string, content []byte, done *Copied) error {
	version := contentHash(content)
	have, err := fileHash(filepath.Join(dir, name))
	target := name
	switch {
	case errors.Is(err, os.ErrNotExist):
		done.New = append(done.New, name)
	case err != nil:
		return err
	case have == version:
		m.Delivered[name], m.Written[name] = version, version
		return nil
	case have == m.Written[name]:
		done.Updated = append(done.Updated, name)
	case m.Delivered[name] == version:
		return nil // he has this version already, and works on it or has it beside
	default:
		if target, err = m.beside(dir, name); err != nil {
			return err
		}
		done.Beside = append(done.Beside, target)
	}
	if err := writeFile(filepath.Join(dir, target), content, 0o644); err != nil {
		return err
	}
	m.Delivered[name], m.Written[target] = version, version
	return nil
}

// beside finds a name for a newer lesson next to name that holds no work.
func (m manifest) beside(dir, name string) (string, error) {
	stem, ext := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
	for n := 1; ; n++ {
		candidate := stem + " (new)" + ext
		if n > 1 {
			candidate = fmt.Sprintf("%s (new %d)%s", stem, n, ext)
		}
		have, err := fileHash(filepath.Join(dir, candidate))
		if errors.Is(err, os.ErrNotExist) || err == nil && have == m.Written[candidate] {
			return candidate, nil
		}
		if err != nil {
			return "", err
		}
	}
}

// readManifest reads what an earlier copy left; without it, or with one that
// cannot be read, every file counts as the learner's own.
func readManifest(dir string) manifest {
	var m manifest
	if data, err := os.ReadFile(filepath.Join(dir, manifestName)); err == nil && json.Unmarshal(data, &m) != nil {
		m = manifest{}
	}
	if m.Delivered == nil {
		m.Delivered = map[string]string{}
	}
	if m.Written == nil {
		m.Written = map[string]string{}
	}
	return m
}

func contentHash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
