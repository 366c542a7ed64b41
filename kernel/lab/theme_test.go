package lab

import (
	"path/filepath"
	"testing"
)

func TestTheme(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("JUPYTERLAB_SETTINGS_DIR", dir)
	file := filepath.Join(dir, "@jupyterlab", "apputils-extension", "themes.jupyterlab-settings")
	if got := Theme(); got != "light" {
		t.Errorf("without settings: %s", got)
	}
	for _, test := range []struct{ settings, want string }{
		{"{\n    // Theme\n    // @jupyterlab/apputils-extension:themes\n\n    // Selected Theme\n    \"theme\": \"JupyterLab Dark\"\n}", "dark"},
		{"{\n    // \"theme\": \"JupyterLab Dark\",\n    \"theme\": \"JupyterLab Light\"\n}", "light"},
		{`{"theme": "JupyterLab Dark High Contrast"}`, "dark"},
		{"{\n    \"preferred-dark-theme\": \"JupyterLab Dark\"\n}", "light"},
		{"{", "light"},
	} {
		if err := writeFile(file, []byte(test.settings), 0o644); err != nil {
			t.Fatal(err)
		}
		for range 2 { // read, and remembered
			if got := Theme(); got != test.want {
				t.Errorf("%s: %s, want %s", test.settings, got, test.want)
			}
		}
	}
}
