package lab

import (
	"path/filepath"
	"testing"
)

func TestDataDir(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "USERPROFILE"} {
		t.Setenv(name, home)
	}
	t.Setenv("LocalAppData", "")
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("GRADUS_DATA", "")
	dir, err := DataDir()
	if err != nil || !filepath.IsAbs(string(dir)) || dir != Data(filepath.Join(home, relativeTo(home, string(dir)))) {
		t.Errorf("%s is not in the home folder; %v", dir, err)
	}
	t.Setenv("GRADUS_DATA", "here")
	if dir, err = DataDir(); err != nil || !filepath.IsAbs(string(dir)) || filepath.Base(string(dir)) != "here" {
		t.Errorf("GRADUS_DATA=here gives %s, %v", dir, err)
	}
}

func relativeTo(home, path string) string {
	relative, err := filepath.Rel(home, path)
	if err != nil || !filepath.IsLocal(relative) {
		return "outside"
	}
	return relative
}
