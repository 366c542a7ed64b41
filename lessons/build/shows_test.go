package build

import "testing"

func TestShows(t *testing.T) {
	for source, want := range map[string]bool{
		"x := 1":                               false,
		"x := 1\nx":                            true,
		"x := 1\nx // its value":               true,
		"x := 1\nx\n// lessons.Hint(\"02.1\")": true,
		"x;":                                   false,
		"import \"fmt\"":                       false,
		"func f() int {\n\treturn 1\n}":        false,
		"for i := 0; i < 3; i++ {\n\tf(i)\n}":  false,
		"viz.Bars(\n\tnames,\n\tvalues,\n).Title(\"t\")":  true,
		"viz.Bars(names).\n\tTitle(\"t\").\n\tSize(1, 2)": true,
		"fmt.Println(1)\nx := 1":                          true,
		"type T struct {\n\tX int\n}":                     false,
		"x = 3":                                           false,
		"// nothing":                                      false,
	} {
		if got := shows(source); got != want {
			t.Errorf("shows(%q) = %v", source, got)
		}
	}
}
