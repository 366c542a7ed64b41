package lab

import (
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"
)

// Theme returns "dark" or "light": how the JupyterLab looks in which this
// kernel was started, as far as its settings on disk tell; "light" is also
// JupyterLab's default. It is cheap enough to be asked before every drawing:
// the file is read again only when it has changed.
func Theme() string { return currentTheme.read(themeFile()) }

var currentTheme themeReader

// A themeReader remembers the theme that it found in a file.
type themeReader struct {
	mu    sync.Mutex
	path  string
	time  time.Time
	size  int64
	theme string
}

func (r *themeReader) read(path string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	info, err := os.Stat(path)
	if err != nil {
		return "light"
	}
	if path != r.path || info.Size() != r.size || !info.ModTime().Equal(r.time) {
		settings, err := os.ReadFile(path)
		if err != nil {
			return "light"
		}
		r.path, r.size, r.time, r.theme = path, info.Size(), info.ModTime(), themeOf(settings)
	}
	return r.theme
}

// The settings are JSON with comments; JupyterLab writes one setting a line.
// What is commented out is a default and does not count.
var (
	themeSetting = regexp.MustCompile(`(?m)^[ \t{]*"theme"\s*:\s*"([^"]*)"`)
	darkName     = regexp.MustCompile(`(?i)dark|night|black|dracula|darcula`)
)

func themeOf(settings []byte) string {
	found := themeSetting.FindSubmatch(settings)
	if found != nil && darkName.Match(found[1]) {
		return "dark"
	}
	return "light"
}

// themeFile is where JupyterLab keeps the theme that the user chose.
func themeFile() string {
	const file = "@jupyterlab/apputils-extension/themes.jupyterlab-settings"
	dir := os.Getenv("JUPYTERLAB_SETTINGS_DIR")
	if dir == "" {
		config := os.Getenv("JUPYTER_CONFIG_DIR")
		if config == "" {
			home, _ := os.UserHomeDir()
			config = filepath.Join(home, ".jupyter")
		}
		dir = filepath.Join(config, "lab", "user-settings")
	}
	return filepath.Join(dir, filepath.FromSlash(file))
}
