package eval

import (
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	names := map[kind]string{statement: "stmt", importDecl: "import", declaration: "decl", variable: "var", packageClause: "package"}
	for source, want := range map[string]string{
		"":                                "",
		"x := 1\ny := 2":                  "stmt(x := 1) stmt(y := 2)",
		"x := 1; y":                       "stmt!(x := 1) stmt(y)",
		"x;":                              "stmt!(x)",
		"x; // note":                      "stmt!(x)",
		"import \"fmt\"\nfmt.Println()":   "import(import \"fmt\") stmt(fmt.Println())",
		"import (\n\t\"a\"\n\t\"b\"\n)":   "import(import (\n\t\"a\"\n\t\"b\"\n))",
		"package main\nfunc main() {}":    "package(package main) decl(func main() {})",
		"func f() {\n\tx()\n}\nf()":       "decl(func f() {\n\tx()\n}) stmt(f())",
		"func (p T) M() int { return 1 }": "decl(func (p T) M() int { return 1 })",
		"func(x int) { f(x) }(1)":         "stmt(func(x int) { f(x) }(1))",
		"func() (int, error) { return 1, nil }()":             "stmt(func() (int, error) { return 1, nil }())",
		"type T[P any] struct{}\nvar v T[int]":                "decl(type T[P any] struct{}) var(var v T[int])",
		"for i := 0; i < 3; i++ { f(i) }\ng()":                "stmt(for i := 0; i < 3; i++ { f(i) }) stmt(g())",
		"if x := f(); x > 1 {\n} else if y := g(); y {\n}\nz": "stmt(if x := f(); x > 1 {\n} else if y := g(); y {\n}) stmt(z)",
		"switch x := f(); x {\ncase 1:\n}":                    "stmt(switch x := f(); x {\ncase 1:\n})",
		"outer:\nfor {\n\tbreak outer\n}":                     "stmt(outer:\nfor {\n\tbreak outer\n})",
		"f(a,\n  b)\ng()":                                     "stmt(f(a,\n  b)) stmt(g())",
		"s := `a;\nb`\nt":                                     "stmt(s := `a;\nb`) stmt(t)",
		"// doc\nfunc f() {}":                                 "decl(// doc\nfunc f() {})",
		"x := []int{\n\t1,\n}\nx":                             "stmt(x := []int{\n\t1,\n}) stmt(x)",
		"x.\n\tMethod()":                                      "stmt(x.\n\tMethod())",
	} {
		var got []string
		for _, c := range split(source) {
			hidden := ""
			if c.hidden {
				hidden = "!"
			}
			got = append(got, names[c.kind]+hidden+"("+strings.TrimSpace(source[c.start:c.end])+")")
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q:\n got %s\nwant %s", source, strings.Join(got, " "), want)
		}
	}
}

// Whatever the source: chunks are in order, apart, and inside it.
func FuzzSplit(f *testing.F) {
	f.Add("x := 1; for i := 0; i < 3; i++ { f(i) }\nfunc g() {}")
	f.Add("a: `\n/*")
	f.Fuzz(func(t *testing.T, source string) {
		end := 0
		for _, c := range split(source) {
			if c.start < end || c.end < c.start || c.end > len(source) {
				t.Fatalf("chunk %d..%d after %d of %d bytes", c.start, c.end, end, len(source))
			}
			end = c.end
		}
	})
}
