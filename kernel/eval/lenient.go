package eval

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"strings"
)

// placeholder stands where the cursor is, so that unfinished code parses.
const placeholder = "cursor" + mark

// A view is what is known about unfinished code: its syntax and types as far
// as they can be made out. Nothing of the session changes by it.
type view struct {
	s      *Session
	fset   *token.FileSet
	pkg    *types.Package
	info   *types.Info
	file   *ast.File
	target ast.Expr // the identifier at the cursor, or the selector that it ends
}

// look checks code, with the identifier that ends at offset end looked for. If
// complete is false the identifier is still being typed, and replaced by a
// placeholder. s.mu must be held.
func (s *Session) look(code string, start, end int, typing bool) *view {
	source, stop := code, end
	if typing {
		source, stop = code[:start]+placeholder+code[end:], start+len(placeholder)
	}
	source += closing(source)
	fset := token.NewFileSet()
	cell, _ := parse(fset, "completion", source)
	if isEmpty(cell) { // what follows the cursor may be what does not parse
		source = source[:stop]
		cell, _ = parse(fset, "completion", source+closing(source))
	}
	imports, _ := s.imports.with(cell.imports, s.catalogue)
	c := &checker{s: s, fset: fset, name: "completion", cell: cell, imports: imports}
	c.check()
	if c.info == nil {
		return nil
	}
	c.late.rollback()
	v := &view{s: s, fset: fset, pkg: c.pkg, info: c.info, file: c.file}
	name := code[start:end]
	if typing {
		name = placeholder
	}
	line := position(lineStarts(code), start)
	v.target = v.find(name, line)
	return v
}

func isEmpty(p *parsed) bool { return len(p.decls)+len(p.items)+len(p.imports) == 0 }

// find returns the identifier called name at the position, with the selector
// that it ends.
func (v *view) find(name string, at token.Position) ast.Expr {
	var found ast.Expr
	here := func(id *ast.Ident) bool {
		p := v.fset.Position(id.Pos())
		return id.Name == name && p.Line == at.Line && p.Column == at.Column
	}
	ast.Inspect(v.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if here(n.Sel) {
				found = n
			}
		case *ast.Ident:
			if found == nil && here(n) {
				found = n
			}
		}
		return true
	})
	return found
}

// closing returns the brackets that source leaves open.
func closing(source string) string {
	var open []string
	for _, l := range scan(source) {
		switch l.tok {
		case token.LPAREN:
			open = append(open, ")")
		case token.LBRACK:
			open = append(open, "]")
		case token.LBRACE:
			open = append(open, "}")
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	var b strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteString(open[i])
	}
	return b.String()
}

// IsComplete tells a front end whether code is ready to run: "complete",
// "incomplete" (with the indentation of the next line) or "invalid".
func (s *Session) IsComplete(code string) (status, indent string) {
	_, code = magicLines(code)
	if strings.TrimSpace(code) == "" {
		return "complete", ""
	}
	if rest := closing(code); rest != "" {
		return "incomplete", strings.Repeat("    ", len(rest))
	}
	if unterminated(code) {
		return "incomplete", ""
	}
	_, errs := parse(token.NewFileSet(), "code", code)
	switch {
	case len(errs) == 0:
		return "complete", ""
	case atEnd(errs, code):
		return "incomplete", "    "
	}
	return "invalid", ""
}

// unterminated reports whether code ends inside a raw string or comment.
func unterminated(code string) bool {
	fset := token.NewFileSet()
	open := false
	var sc scanner.Scanner
	sc.Init(fset.AddFile("", -1, len(code)), []byte(code), func(_ token.Position, message string) {
		open = open || message == "raw string literal not terminated" || message == "comment not terminated"
	}, 0)
	for {
		if _, tok, _ := sc.Scan(); tok == token.EOF {
			return open
		}
	}
}

// atEnd reports whether the first error is that something should follow.
func atEnd(errs scanner.ErrorList, code string) bool {
	end := position(lineStarts(code), len(strings.TrimRight(code, " \t\n")))
	first := errs[0].Pos
	return first.Line > end.Line || first.Line == end.Line && first.Column >= end.Column
}
