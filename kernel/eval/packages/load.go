package packages

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"gradus/kernel/eval/source"
)

// listedSource is what we ask the Go command about a package that is to be run
// from its source.
type listedSource struct {
	ImportPath, Name, Dir                    string
	GoFiles, CgoFiles, SFiles, EmbedPatterns []string
	ImportMap                                map[string]string
	Standard                                 bool
	Module                                   *struct {
		Path, GoVersion string
		Main            bool
		Replace         *struct{ Version string }
	}
	Error *struct{ Err string }
}

// tags ask for files without assembly and linkname, where a package has a choice.
const tags = "purego,noasm,safe,appengine"

// loadAll returns what the roots need and is not compiled in; path is the root
// that errors are about.
func (m *Modules) loadAll(ctx context.Context, path string, roots []string) (map[string]*module, error) {
	list, err := m.list(ctx, path, roots)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	before := m.loaded
	m.mu.Unlock()
	loaded := map[string]*module{}
	for _, l := range list { // each after those that it imports
		if l.Standard || m.Has(l.ImportPath) {
			continue
		}
		if was := before[l.ImportPath]; was != nil && !was.local && was.listed.Dir == l.Dir {
			loaded[l.ImportPath] = was
			continue
		}
		p, err := m.check(l, loaded)
		if err != nil {
			return nil, err
		}
		loaded[l.ImportPath] = p
	}
	return loaded, nil
}

// list asks the Go command for the roots and all that they import.
func (m *Modules) list(ctx context.Context, path string, roots []string) ([]*listedSource, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, fmt.Errorf("package %q does not come with Gradus, and the Go command that would find it is not there: install Go (go.dev/dl), or put it on the PATH", path)
	}
	args := append([]string{"list", "-e", "-deps", "-tags=" + tags, "-json=ImportPath,Name,Dir,GoFiles,CgoFiles,SFiles,EmbedPatterns,ImportMap,Standard,Module,Error", "--"}, roots...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = m.dir, append(os.Environ(), "CGO_ENABLED=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("package %q: go list: %s", path, strings.TrimSpace(stderr.String()))
	}
	var all []*listedSource
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		l := &listedSource{}
		if err := dec.Decode(l); err != nil {
			return nil, fmt.Errorf("package %q: go list: %w", path, err)
		}
		if l.Error != nil && !m.Has(l.ImportPath) {
			return nil, errors.New(m.explain(l))
		}
		all = append(all, l)
	}
	return all, nil
}

// explain says why the Go command does not find a package, and what to do.
func (m *Modules) explain(l *listedSource) string {
	text := strings.TrimSpace(l.Error.Err)
	switch {
	case strings.Contains(text, "go.mod file not found"):
		return fmt.Sprintf("package %q does not come with Gradus, and no go.mod in %s names its module: %%get %s adds it", l.ImportPath, m.dir, l.ImportPath)
	case strings.Contains(text, "no required module provides"), strings.Contains(text, "cannot find module providing"):
		return fmt.Sprintf("package %q does not come with Gradus, and the go.mod of %s names no module that has it: %%get %s adds it", l.ImportPath, m.dir, l.ImportPath)
	case strings.Contains(text, "is not in std"):
		return fmt.Sprintf("no package %q: neither in the standard library, nor among those that come with Gradus, nor in this module", l.ImportPath)
	case strings.Contains(text, "build constraints exclude all Go files"):
		return fmt.Sprintf("package %q has no Go files for this system without cgo, so it can't be run from its source", l.ImportPath)
	}
	return fmt.Sprintf("package %q: %s", l.ImportPath, text)
}

// check parses and checks a package, those that it imports having been loaded.
func (m *Modules) check(l *listedSource, loaded map[string]*module) (*module, error) {
	if len(l.GoFiles) == 0 && len(l.CgoFiles) > 0 {
		return nil, fmt.Errorf("package %q needs cgo, so it can't be run from its source", l.ImportPath)
	}
	if len(l.EmbedPatterns) > 0 {
		return nil, fmt.Errorf("package %q embeds files (//go:embed), which only the compiler can do", l.ImportPath)
	}
	p := &module{listed: l, local: l.Module == nil || l.Module.Main || l.Module.Replace != nil && l.Module.Replace.Version == ""}
	var err error
	if p.files, err = stamps(l.Dir); err != nil {
		return nil, err
	}
	s := &source.Package{Types: types.NewPackage(l.ImportPath, l.Name), Info: source.NewInfo()}
	var problems []string
	for _, name := range l.GoFiles {
		text, err := os.ReadFile(filepath.Join(l.Dir, name))
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(m.fset, m.displayName(l, name), text, parser.SkipObjectResolution)
		if err != nil {
			problems = append(problems, err.Error())
		}
		s.Files = append(s.Files, f)
	}
	if len(problems) == 0 {
		problems = m.typeCheck(l, s, loaded)
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("package %q has errors:\n\t%s", l.ImportPath, strings.Join(problems[:min(len(problems), 10)], "\n\t"))
	}
	if name := bodiless(s.Files); name != "" {
		return nil, fmt.Errorf("package %q can't be run from its source: %s is written in assembly", l.ImportPath, name)
	}
	p.source = s
	return p, nil
}

// typeCheck returns what is wrong with a package.
func (m *Modules) typeCheck(l *listedSource, s *source.Package, loaded map[string]*module) (problems []string) {
	conf := types.Config{
		Sizes: source.Sizes(),
		Importer: importerFunc(func(path string) (*types.Package, error) {
			if real := l.ImportMap[path]; real != "" {
				path = real
			}
			if p := loaded[path]; p != nil {
				return p.source.Types, nil
			}
			return m.Packages.Import(path)
		}),
		Error: func(err error) { problems = append(problems, err.Error()) },
	}
	if l.Module != nil && l.Module.GoVersion != "" {
		conf.GoVersion = "go" + l.Module.GoVersion
	}
	types.NewChecker(&conf, m.fset, s.Types, s.Info).Files(s.Files)
	return problems
}

// displayName is a file's name in messages: from the folder on, if it is in it.
func (m *Modules) displayName(l *listedSource, name string) string {
	full := filepath.Join(l.Dir, name)
	if rel, err := filepath.Rel(m.dir, full); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return l.ImportPath + "/" + name
}

// bodiless returns the name of a function that is declared without a body.
func bodiless(files []*ast.File) string {
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body == nil {
				return fn.Name.Name
			}
		}
	}
	return ""
}
