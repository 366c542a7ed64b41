package eval

import (
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// identifierAt returns the extent of the identifier around the cursor; where
// there is none, that of the function whose arguments the cursor is among.
func identifierAt(code string, cursor int) (start, end int) {
	end = cursor
	for end < len(code) && isLetter(code[end:]) {
		_, size := utf8.DecodeRuneInString(code[end:])
		end += size
	}
	start = identifierStart(code, end)
	if start < end && !unicode.IsDigit(rune(code[start])) {
		return start, end
	}
	open := enclosingCall(code[:start])
	if open < 0 {
		return cursor, cursor
	}
	return identifierStart(code, open), open
}

// enclosingCall returns the offset of the last parenthesis that code leaves
// open, or -1.
func enclosingCall(code string) int {
	var open []lexeme
	for _, l := range scan(code) {
		switch l.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			open = append(open, l)
		case token.RPAREN, token.RBRACK, token.RBRACE:
			open = open[:max(len(open)-1, 0)]
		}
	}
	if n := len(open); n > 0 && open[n-1].tok == token.LPAREN {
		return open[n-1].offset
	}
	return -1
}

func isLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// identifierStart is where the identifier that ends at cursor begins.
func identifierStart(code string, cursor int) int {
	for cursor > 0 {
		r, size := utf8.DecodeLastRuneInString(code[:cursor])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		cursor -= size
	}
	return cursor
}

// importPath reports whether the cursor is in the string of an import
// declaration, and where the string begins.
func importPath(code string, cursor int) (int, bool) {
	line := code[strings.LastIndexByte(code[:cursor], '\n')+1 : cursor]
	quote := strings.LastIndexByte(line, '"')
	if quote < 0 || strings.Count(line, `"`)%2 == 0 {
		return 0, false
	}
	head := strings.TrimSpace(line[:quote])
	inGroup := strings.LastIndex(code[:cursor], "import (") > strings.LastIndexByte(code[:cursor], ')')
	if !strings.HasPrefix(head, "import") && !inGroup {
		return 0, false
	}
	return cursor - len(line) + quote + 1, true
}

// insideText reports whether the cursor stands in a comment or a literal that
// has no names in it.
func insideText(code string, cursor int) bool {
	if unterminated(code[:cursor]) {
		return true
	}
	line := code[strings.LastIndexByte(code[:cursor], '\n')+1 : cursor]
	if strings.Contains(line, "//") && !strings.Contains(line, `"`) {
		return true
	}
	for _, l := range scan(code[:cursor]) {
		end := l.offset + len(l.text)
		if (l.tok == token.STRING || l.tok == token.CHAR) && l.offset < cursor && cursor <= end && !closed(l.text) {
			return true
		}
		if (l.tok == token.INT || l.tok == token.FLOAT) && end == cursor {
			return true
		}
	}
	return false
}

func closed(literal string) bool {
	return len(literal) > 1 && literal[len(literal)-1] == literal[0]
}
