package packages

import (
	"context"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"gradus/kernel/eval/source"
)

// A Modules adds to the compiled packages those that the go.mod of a folder
// makes known: of its own module, and of modules that it requires. They are run
// from their source.
//
// [Modules.Load] reads them, and again when files of the folder's own module, or
// of one that a local folder replaces, have changed; Import only returns what
// has been loaded. It is safe for concurrent use.
type Modules struct {
	*Packages
	dir  string
	fset *token.FileSet

	loading sync.Mutex // held while the Go command and the type checker work

	mu     sync.Mutex
	loaded map[string]*module // by import path
	asked  map[string]bool    // import paths that cells have named
	stale  bool               // go.mod may have changed
	bodies map[*types.Package]*source.Package
	notes  map[string]map[string]string // documentation, by import path
}

// A module is a package that has been loaded.
type module struct {
	source *source.Package
	listed *listedSource
	files  map[string]stamp
	local  bool // not in the cache of modules, where nothing changes
}

// A stamp tells whether a file has changed.
type stamp struct {
	modified time.Time
	size     int64
}

// NewModules returns the catalogue for a folder. Positions are added to fset.
func NewModules(compiled *Packages, dir string, fset *token.FileSet) *Modules {
	return &Modules{
		Packages: compiled, dir: dir, fset: fset,
		loaded: map[string]*module{}, asked: map[string]bool{}, bodies: map[*types.Package]*source.Package{}, notes: map[string]map[string]string{},
	}
}

// Load makes ready what a cell that is about to run imports. Compiled packages
// it leaves alone, without asking the Go command.
func (m *Modules) Load(ctx context.Context, path string) error {
	if m.Has(path) || path == "C" {
		return nil
	}
	m.loading.Lock()
	defer m.loading.Unlock()
	m.mu.Lock()
	known := m.loaded[path] != nil && !m.stale
	roots := slices.Sorted(maps.Keys(m.asked))
	m.mu.Unlock()
	if known && !m.changed() {
		return nil
	}
	if !slices.Contains(roots, path) {
		roots = append(roots, path)
	}
	loaded, err := m.loadAll(ctx, path, roots)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.loaded, m.stale, m.asked[path] = loaded, false, true
	for _, p := range loaded {
		m.bodies[p.source.Types] = p.source
	}
	clear(m.notes)
	return nil
}

// Refresh has the next Load look at go.mod again.
func (m *Modules) Refresh() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stale = true
}

// Dir is the folder whose go.mod counts.
func (m *Modules) Dir() string { return m.dir }

// changed reports whether a file of a package that was loaded is another now.
func (m *Modules) changed() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range m.loaded {
		if p.local && p.hasChanged() {
			return true
		}
	}
	return false
}

func (p *module) hasChanged() bool {
	now, err := stamps(p.listed.Dir)
	return err != nil || !maps.Equal(now, p.files)
}

// stamps returns those of the Go files of a folder.
func stamps(dir string) (map[string]stamp, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	out := map[string]stamp{}
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			return nil, err
		}
		out[f] = stamp{info.ModTime(), info.Size()}
	}
	return out, nil
}

// Import returns a compiled package, or one that has been loaded.
func (m *Modules) Import(path string) (*types.Package, error) {
	m.mu.Lock()
	p := m.loaded[path]
	m.mu.Unlock()
	if p != nil {
		return p.source.Types, nil
	}
	return m.Packages.Import(path)
}

// Source returns what is run from its source of a package that Import has
// returned, or nil.
func (m *Modules) Source(pkg *types.Package) *source.Package {
	m.mu.Lock()
	s := m.bodies[pkg]
	m.mu.Unlock()
	if s != nil {
		return s
	}
	return m.Packages.Source(pkg)
}

// HasSource reports whether a package, or a part of it, is run from its source.
func (m *Modules) HasSource(path string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.loaded[path] != nil || m.Packages.HasSource(path)
}

// ByName returns the import paths of the packages called name.
func (m *Modules) ByName(name string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := slices.Clone(m.Packages.ByName(name))
	for path := range m.asked {
		if m.loaded[path].source.Types.Name() == name {
			out = append(out, path)
		}
	}
	return out
}

// Paths returns all import paths, sorted.
func (m *Modules) Paths() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(func(yield func(string) bool) {
		for _, path := range m.Packages.Paths() {
			if !yield(path) {
				return
			}
		}
		for path := range m.asked {
			if !yield(path) {
				return
			}
		}
	})
}

// Doc returns the documentation of a package's member, as that of [Packages].
func (m *Modules) Doc(path, member string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	p := m.loaded[path]
	if p == nil {
		return m.Packages.Doc(path, member)
	}
	if m.notes[path] == nil {
		m.notes[path] = documentation(listed{ImportPath: path, Dir: p.listed.Dir, GoFiles: p.listed.GoFiles})
	}
	return m.notes[path][member]
}

// Has reports whether a package is compiled in.
func (p *Packages) Has(path string) bool { return p.names[path] != "" }
