// Package packages knows the compiled packages that cells may import: their
// types, from the compiler's export data, and their documentation.
//
// Both are collected once, where there is a Go toolchain ([Collect]), into one
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
)

// Names of the entries in the file.
const (
	indexEntry   = "index.json"
	exportPrefix = "export/"
	docsPrefix   = "docs/"
)

// index is the file's table of contents.
type index struct {
	Go       string            // version of the toolchain that wrote it
	Packages map[string]string // import path → package name
}

// Packages is an opened file. It is safe for concurrent use.
type Packages struct {
	file   *zip.ReadCloser
	fset   *token.FileSet
	names  map[string]string   // import path → package name
	byName map[string][]string // package name → import paths, sorted

	mu      sync.Mutex
	loaded  map[string]bool
	imports map[string]*types.Package
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
		loaded: map[string]bool{}, imports: map[string]*types.Package{}, docs: map[string]map[string]string{},
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
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.loaded[path] {
		return p.imports[path], nil
	}
	if _, ok := p.names[path]; !ok {
		return nil, fmt.Errorf("no package %q here: neither in the standard library nor among those that come with Gradus", path)
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
	p.loaded[path] = true
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
