package lab

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
)

// pins.txt is the one place that says which JupyterLab Gradus runs with: exact
// versions of JupyterLab, of the widgets' front end and of the server packages
// that JupyterLab leans on. They run on every Python from [MinPython]; the
// smaller packages below them are left to pip, because one set of versions
// does not exist for all those Pythons.
//
//go:embed pins.txt
var pins string

// MinPython is the oldest Python that the pinned JupyterLab runs on.
var MinPython = [2]int{3, 10}

// pinned returns the version that pins.txt gives a package.
func pinned(name string) string {
	for line := range strings.Lines(pins) {
		if version, ok := strings.CutPrefix(strings.TrimSpace(line), name+"=="); ok {
			return version
		}
	}
	return ""
}

// pinsHash changes when a pin changes; an environment bears the hash of the
// pins that it was made from.
func pinsHash() string {
	sum := sha256.Sum256([]byte(pins))
	return hex.EncodeToString(sum[:])
}
