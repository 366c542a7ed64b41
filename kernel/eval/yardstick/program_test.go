package yardstick

import "testing"

func TestRunnable(t *testing.T) {
	for source, want := range map[string]bool{
		"// run\n\npackage main\n":                                          true,
		"// run\r\n\r\npackage main\r\n":                                    true,
		"// run\n\npackage main\n\nimport \"os\"\n":                         true,
		"// run -race\n\npackage main\n":                                    false,
		"// errorcheck\n\npackage main\n":                                   false,
		"// compile\n\npackage main\n\n// run\n":                            false,
		"//go:build amd64\n\n// run\n\npackage main\n":                      false,
		"// run\n\n//go:build amd64\n\npackage main\n":                      false,
		"// run\n\npackage main\n\nimport \"unsafe\"\n":                     false,
		"// run\n\npackage main\n\nimport (\n\t\"fmt\"\n\t\"runtime\"\n)\n": false,
		"// run\n\npackage main\n\nimport _ \"runtime/debug\"\n":            false,
		"// run\n\npackage main\n\nimport \"unsafer\"\n":                    true,
	} {
		if got := runnable([]byte(source)); got != want {
			t.Errorf("runnable(%q) = %v", source, got)
		}
	}
}
