package build

import (
	"go/parser"
	"strings"
)

// shows reports whether running the code cell should show something: whether
// it prints, or ends in an expression without a semicolon.
func shows(source string) bool {
	if strings.Contains(source, "fmt.Print") || strings.Contains(source, "display.Show(") {
		return true
	}
	last := lastStatement(source)
	if last == "" {
		return false
	}
	_, err := parser.ParseExpr(last)
	return err == nil
}

// lastStatement is what begins at the last line that is not indented, does not
// close something and is no comment.
func lastStatement(source string) string {
	var code []string
	for _, line := range strings.Split(source, "\n") {
		if text := strings.TrimSpace(line); text != "" && !strings.HasPrefix(text, "//") {
			code = append(code, line)
		}
	}
	for i := len(code) - 1; i >= 0; i-- {
		if !strings.ContainsAny(code[i][:1], "\t )}]") {
			return strings.Join(code[i:], "\n")
		}
	}
	return ""
}
