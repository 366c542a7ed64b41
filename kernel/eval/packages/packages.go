// Package packages knows the compiled packages that cells may import: their
// types, from the compiler's export data, and their documentation.
//
// Generic functions can't be compiled before it is known for which types: of
// those there is the source.
//
// All is collected once, where there is a Go toolchain ([Collect]), into one
// file that travels with the kernel; running cells needs no toolchain.
package packages

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"go/token"
	"go/types"
	"io"
	"sort"
	"sync"

	"golang.org/x/tools/go/gcexportdata"

	"gradus/kernel/eval/source"
)

// Names of the entries in the file.
const (
	indexEntry   = "index.json"
	exportPrefix = "export/"
	docsPrefix   = "docs/"
	// Source of what must not be compiled before it is used: generic functions.
	genericPrefix = "generic/"
	// Source of packages that are run from it.
	wholePrefix = "source/"
)

// fileFormat changes with what is in the file.
const fileFormat = "3"

// index is the file's table of contents.
type index struct {
	Go       string            // version of the toolchain that wrote it
	Packages map[string]string // import path → package name
	Generic  []string          // import paths of packages with generic parts
}

// Packages is an opened file. It is safe for concurrent use.
type Packages struct {
	file   *zip.ReadCloser
	fset   *token.FileSet
	names  map[string]string   // import path → package name
	byName map[string][]string // package name → import paths, sorted

	generics map[string]bool // import paths of packages with generic parts

	mu      sync.Mutex
	loaded  map[string]*types.Package          // what Import returns
	imports map[string]*types.Package          // what export data refers to
	sources map[*types.Package]*source.Package // generic parts, and packages that are run from source
	docs    map[string]map[string]string
}

// Open opens a file written by [Collect]. Close it when done.
func Open(name string) (*Packages, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, fmt.Errorf("packages: %w", err)
	}
	p := &Packages{
		file: z, fset: token.NewFileSet(), byName: map[string][]string{},
		loaded: map[string]*types.Package{}, imports: map[string]*types.Package{}, docs: map[string]map[string]string{},
		generics: map[string]bool{}, sources: map[*types.Package]*source.Package{},
	}
	var ix index
	if err := p.readJSON(indexEntry, &ix); err != nil {
		z.Close()
		return nil, fmt.Errorf("packages: %s: %w", name, err)
	}
	p.names = ix.Packages
	for path, pkg := range ix.Packages {
		p.byName[pkg] = append(p.byName[pkg], path)
	}
	for _, path := range ix.Generic {
		p.generics[path] = true
	}
	for _, paths := range p.byName {
		sort.Strings(paths)
	}
	return p, nil
}

// Close closes the file. Packages loaded already stay valid.
func (p *Packages) Close() error { return p.file.Close() }

// Import returns the package with the given path. It implements
// [types.Importer].
func (p *Packages) Import(path string) (*types.Package, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.load(path)
}

// load is Import. p.mu is held.
func (p *Packages) load(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg := p.loaded[path]; pkg != nil {
		return pkg, nil
	}
	if _, ok := p.names[path]; !ok {
		return nil, fmt.Errorf("no package %q here: neither in the standard library nor among those that come with Gradus", path)
	}
	if isFromSource(path) {
		s, err := p.whole(path)
		if err != nil {
			return nil, fmt.Errorf("package %q: its source can't be used: %w", path, err)
		}
		p.loaded[path], p.sources[s.Types] = s.Types, s
		return s.Types, nil
	}
	f, err := p.file.Open(exportPrefix + path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	pkg, err := gcexportdata.Read(f, p.fset, p.imports, path)
	if err != nil {
		return nil, fmt.Errorf("package %q: export data is damaged, install the kernel again: %w", path, err)
	}
	if p.generics[path] {
		s, err := p.generic(pkg)
		if err != nil {
			return nil, fmt.Errorf("package %q: its generic part can't be used: %w", path, err)
		}
		pkg = s.Types
		p.sources[pkg] = s
	}
	p.loaded[path] = pkg
	return pkg, nil
}

// ByName returns the import paths of the packages called name.
func (p *Packages) ByName(name string) []string { return p.byName[name] }

// Paths returns all import paths, sorted.
func (p *Packages) Paths() []string {
	out := make([]string, 0, len(p.names))
	for path := range p.names {
		out = append(out, path)
	}
	sort.Strings(out)
	return out
}

// Doc returns the documentation of a package's member: "" for the package,
// "Func", "Type", "Type.Method" or "Type.Field". There may be none.
func (p *Packages) Doc(path, member string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	docs, ok := p.docs[path]
	if !ok {
		_ = p.readJSON(docsPrefix+path, &docs) // no docs is no error
		p.docs[path] = docs
	}
	return docs[member]
}

func (p *Packages) readJSON(entry string, v any) error {
	f, err := p.file.Open(entry)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}
