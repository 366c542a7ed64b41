package eval

import (
	"fmt"
	"go/scanner"
	"go/token"
	"go/types"
	"regexp"
	"sort"
	"strings"
)

// A Diagnostic is one thing wrong with a cell before it runs.
type Diagnostic struct {
	Pos     token.Pos
	At      token.Position // used when Pos is not valid
	Message string
}

// diagnostics collects what go/types reports, leaving out what a notebook
// allows.
type diagnostics struct {
	strict bool // as an ordinary program: nothing is left out
	list   []Diagnostic
	// unused holds the positions of expressions whose value Go wants used.
	unused map[token.Pos]bool
	// unkeyed holds the positions of values in struct literals that go/types
	// refuses because the field is unexported and of another cell.
	unkeyed map[token.Pos]bool
	// cycles holds initialization cycles: no error where statements initialise.
	cycles []Diagnostic
}

func (d *diagnostics) report(err error) {
	e, ok := err.(types.Error)
	if !ok {
		d.list = append(d.list, Diagnostic{Message: err.Error()})
		return
	}
	message := e.Msg
	switch {
	case !d.strict && strings.HasPrefix(message, "declared and not used"),
		!d.strict && strings.HasSuffix(message, "imported and not used"),
		!d.strict && strings.Contains(message, "imported as") && strings.HasSuffix(message, "and not used"):
		return
	case message == "use of untyped nil in variable declaration":
		message = "nil has no type: there is no value to show or keep"
	case strings.HasSuffix(message, "is not used"):
		d.unused[e.Pos] = true
	case strings.HasPrefix(message, "implicit assignment to unexported field"):
		d.unkeyed[e.Pos] = true
	case strings.HasPrefix(message, "initialization cycle"):
		d.cycles = append(d.cycles, Diagnostic{Pos: e.Pos, Message: message})
		return
	case strings.HasPrefix(message, "\t"): // the next line of the error before it
		return
	}
	d.list = append(d.list, Diagnostic{Pos: e.Pos, Message: explain(plain(message))})
}

var (
	packageMain = regexp.MustCompile(`\bmain\.`)
	sameName    = regexp.MustCompile(`of (?:\w+ )?type ([\[\]*]*)(\w+)\) as [\[\]*]*(\w+) value`)
)

// explain names types as cells do, and says why two of one name differ.
func explain(message string) string {
	message = packageMain.ReplaceAllString(message, "")
	if m := sameName.FindStringSubmatch(message); m != nil && m[2] == m[3] {
		message += fmt.Sprintf(": %s was declared again since, and a value made before keeps the earlier type; make it anew", m[2])
	}
	return message
}

func newDiagnostics(strict bool) diagnostics {
	return diagnostics{strict: strict, unused: map[token.Pos]bool{}, unkeyed: map[token.Pos]bool{}}
}

// syntaxDiagnostics converts the parser's errors.
func syntaxDiagnostics(errs scanner.ErrorList) []Diagnostic {
	var out []Diagnostic
	for _, e := range errs {
		out = append(out, Diagnostic{At: e.Pos, Message: e.Msg})
	}
	return out
}

// place resolves positions, sorts by them and drops repetitions.
func place(fset *token.FileSet, list []Diagnostic) []Diagnostic {
	for i := range list {
		if list[i].Pos.IsValid() {
			list[i].At = fset.Position(list[i].Pos)
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i].At, list[j].At
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
	var out []Diagnostic
	seen := map[string]bool{}
	for _, d := range list {
		key := fmt.Sprint(d.At.Filename, d.At.Line, ":", d.At.Column, d.Message)
		if !seen[key] {
			seen[key] = true
			out = append(out, d)
		}
	}
	return out
}
