package eval

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"
)

// parsed is a cell's syntax, in the order in which it was written.
type parsed struct {
	imports []*ast.ImportSpec
	decls   []ast.Decl // types, constants, functions
	items   []item     // what runs, in order
	// position is that of the first chunk.
	position token.Pos
}

// An item is a var declaration or a statement; exactly one is set.
type item struct {
	decl   *ast.GenDecl
	stmt   ast.Stmt
	more   []ast.Expr // "a, b": what follows the statement a
	hidden bool       // a written semicolon follows
}

// parse reads source chunk by chunk into syntax whose positions are those of
// the cell called name. All syntax errors are returned, in order; the syntax is
// usable, if incomplete, even then.
func parse(fset *token.FileSet, name, source string) (*parsed, scanner.ErrorList) {
	p := &parsed{}
	var errs scanner.ErrorList
	lines := lineStarts(source)
	for _, c := range split(source) {
		prefix, suffix := "package main\n", ""
		if c.kind == statement {
			prefix, suffix = "package main;func _(){", "\n}"
		}
		if c.kind == packageClause {
			continue
		}
		text := prefix + source[c.start:c.end] + suffix
		file, err := parseAt(fset, name, text, len(prefix), position(lines, c.start))
		if list, ok := err.(scanner.ErrorList); ok {
			if values := parseList(fset, name, source[c.start:c.end], position(lines, c.start)); len(values) > 1 {
				p.begin(values[0])
				p.items = append(p.items, item{stmt: &ast.ExprStmt{X: values[0]}, more: values[1:], hidden: c.hidden})
				continue
			}
			errs = append(errs, inside(list, lines, source, c)...)
		}
		if file != nil {
			p.add(c, file)
		}
	}
	errs.Sort()
	errs.RemoveMultiples()
	return p, errs
}

// parseList parses "a, b", which is no statement of Go's: as a cell's last, it
// shows several values.
func parseList(fset *token.FileSet, name, text string, pos token.Position) []ast.Expr {
	const prefix = "package main;var _ = "
	file, err := parseAt(fset, name, prefix+text, len(prefix), pos)
	if err != nil || len(file.Decls) != 1 {
		return nil
	}
	return file.Decls[0].(*ast.GenDecl).Specs[0].(*ast.ValueSpec).Values
}

// begin notes where the first chunk begins.
func (p *parsed) begin(n ast.Node) {
	if !p.position.IsValid() {
		p.position = n.Pos()
	}
}

func (p *parsed) add(c chunk, file *ast.File) {
	p.imports = append(p.imports, file.Imports...)
	if len(file.Decls) > 0 {
		p.begin(file.Decls[0])
	}
	for _, d := range file.Decls {
		gen, isGen := d.(*ast.GenDecl)
		switch {
		case isGen && gen.Tok == token.IMPORT:
		case c.kind == statement:
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
				for _, s := range f.Body.List {
					p.items = append(p.items, item{stmt: s, hidden: c.hidden})
				}
			}
		case isGen && gen.Tok == token.VAR:
			p.items = append(p.items, item{decl: gen, hidden: c.hidden})
		default:
			p.decls = append(p.decls, d)
		}
	}
}

// parseAt parses text, whose byte at offset stands at pos in the cell.
func parseAt(fset *token.FileSet, name, text string, offset int, pos token.Position) (*ast.File, error) {
	base := fset.Base()
	file, err := parser.ParseFile(fset, name, text, parser.AllErrors|parser.SkipObjectResolution|parser.ParseComments)
	f := fset.File(token.Pos(base))
	if f == nil {
		return file, err
	}
	f.AddLineColumnInfo(offset, name, pos.Line, pos.Column)
	list, ok := err.(scanner.ErrorList)
	if !ok {
		return file, err
	}
	for _, e := range list { // positions were taken before the line info was known
		e.Pos = f.PositionFor(f.Pos(min(e.Pos.Offset, f.Size())), true)
	}
	return file, list
}

// inside moves errors that the parser found behind the chunk to its end.
func inside(list scanner.ErrorList, lines []int, source string, c chunk) scanner.ErrorList {
	end := position(lines, c.start+len(strings.TrimRight(source[c.start:c.end], " \t\n")))
	for _, e := range list {
		if e.Pos.Line > end.Line || e.Pos.Line == end.Line && e.Pos.Column > end.Column {
			e.Pos.Line, e.Pos.Column = end.Line, end.Column
		}
	}
	return list
}

// lineStarts returns the offsets at which the lines of source begin.
func lineStarts(source string) []int {
	starts := []int{0}
	for i := range len(source) {
		if source[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// position turns a byte offset into line and column, both from 1.
func position(lines []int, offset int) token.Position {
	line := len(lines)
	for line > 1 && lines[line-1] > offset {
		line--
	}
	return token.Position{Offset: offset, Line: line, Column: offset - lines[line-1] + 1}
}
