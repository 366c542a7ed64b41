package eval

import (
	"go/scanner"
	"go/token"
	"strings"
)

// kind tells what a chunk of a cell is, as far as its first tokens tell.
type kind int

const (
	statement kind = iota
	importDecl
	declaration // type, const, func
	variable    // var: initialised in its place among the statements
	packageClause
)

// A chunk is a stretch of a cell's source that parses on its own.
type chunk struct {
	kind       kind
	start, end int  // byte offsets in the cell
	hidden     bool // ended by a written semicolon, so that its value is not shown
}

// A lexeme is a token with its place.
type lexeme struct {
	tok    token.Token
	offset int
	text   string
}

// split cuts a cell at the semicolons, written or implied, outside all
// brackets. It never fails: what is wrong with a chunk the parser says best.
func split(source string) []chunk {
	var chunks []chunk
	var current []lexeme
	depth := 0
	header := false // between "for", "if" or "switch" and the end of its block
	begin := 0      // where the last chunk ended
	flush := func(end int, hidden bool) {
		if len(current) > 0 {
			start := begin + len(source[begin:]) - len(strings.TrimLeft(source[begin:], "; \t\r\n"))
			chunks = append(chunks, chunk{classify(current), start, end, hidden})
		} else if hidden && len(chunks) > 0 {
			chunks[len(chunks)-1].hidden = true
		}
		current, header, begin = nil, false, end
	}
	lexemes := scan(source)
	for i, l := range lexemes {
		switch l.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth = max(depth-1, 0)
			if depth == 0 && l.tok == token.RBRACE && endsStatement(lexemes[i+1].tok) {
				header = false
			}
		case token.FOR, token.IF, token.SWITCH:
			header = header || depth == 0
		case token.SEMICOLON:
			if depth == 0 && !(header && l.text == ";") {
				// A label stands with the statement that it labels.
				if !endsWithLabel(current, lexemes[i:]) {
					flush(l.offset, l.text == ";")
				}
				continue
			}
		case token.EOF:
			flush(len(source), false)
			return chunks
		}
		current = append(current, l)
	}
	flush(len(source), false)
	return chunks
}

// endsStatement reports whether a block, rather than a function literal in a
// header, has ended in front of next.
func endsStatement(next token.Token) bool {
	return next == token.SEMICOLON || next == token.ELSE || next == token.EOF
}

// endsWithLabel reports whether line is "name:" with more to follow.
func endsWithLabel(line, rest []lexeme) bool {
	return len(line) == 2 && line[0].tok == token.IDENT && line[1].tok == token.COLON && len(rest) > 1 && rest[1].tok != token.EOF
}

// scan returns the tokens of source, comments left out, with EOF at the end.
func scan(source string) []lexeme {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, []byte(source), func(token.Position, string) {}, 0)
	var out []lexeme
	for {
		pos, tok, text := s.Scan()
		out = append(out, lexeme{tok, file.Offset(pos), text})
		if tok == token.EOF {
			return out
		}
	}
}

func classify(l []lexeme) kind {
	switch l[0].tok {
	case token.PACKAGE:
		return packageClause
	case token.IMPORT:
		return importDecl
	case token.TYPE, token.CONST:
		return declaration
	case token.VAR:
		return variable
	case token.FUNC:
		if isFuncDecl(l) {
			return declaration
		}
	}
	return statement
}

// isFuncDecl tells "func name(" and "func (r T) name(" from a function literal
// that is called on the spot.
func isFuncDecl(l []lexeme) bool {
	if len(l) < 2 || l[1].tok != token.LPAREN {
		return true
	}
	depth := 0
	for i, x := range l[1:] {
		switch x.tok {
		case token.LPAREN:
			depth++
		case token.RPAREN:
			if depth--; depth == 0 {
				after := l[i+2:]
				return len(after) >= 2 && after[0].tok == token.IDENT && after[1].tok == token.LPAREN
			}
		}
	}
	return false
}
