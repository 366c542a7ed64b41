package packages

import (
	"bytes"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"gradus/kernel/eval/source"
)

// fromSource are packages that look, by reflection, at the fields and methods of
// values whose types cells declare, or call functions that cells give them:
// compiled code would see neither names nor methods. An engine that runs source
// runs them whole from their source, where package reflect is the cell's.
// No compiled package names their types.
var fromSource = []string{"database/sql", "database/sql/driver", "encoding/xml", "net/rpc", "net/rpc/jsonrpc"}

func isFromSource(path string) bool { return slices.Contains(fromSource, path) }

// extractWhole returns the source of a package, without comments: one text for
// each file.
func extractWhole(l listed) ([][]byte, error) {
	var out [][]byte
	fset := token.NewFileSet()
	for _, name := range l.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := format.Node(&b, fset, f); err != nil {
			return nil, err
		}
		out = append(out, b.Bytes())
	}
	return out, nil
}

// whole checks the package with the given path from its source.
func (p *Packages) whole(path string) (*source.Package, error) {
	s := &source.Package{Types: types.NewPackage(path, p.names[path]), Info: source.NewInfo(), Standard: true}
	for _, entry := range p.file.File {
		name, ok := strings.CutPrefix(entry.Name, wholePrefix+path+"/")
		if !ok || strings.Contains(name, "/") {
			continue
		}
		f, err := entry.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(p.fset, path+"/"+name, text, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		s.Files = append(s.Files, file)
	}
	conf := types.Config{Sizes: source.Sizes(), Importer: importerFunc(p.load)}
	return s, types.NewChecker(&conf, p.fset, s.Types, s.Info).Files(s.Files)
}
