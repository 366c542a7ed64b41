// Package logo is the mark of Gradus: steps that ascend, because gradus is
// Latin for step and the root of gradient. One description gives the SVG and
// the PNGs that a kernelspec carries.
package logo

import (
	"embed"
	"io/fs"
)

//go:generate go run gradus/kernel/lab/logo/gen

//go:embed logo-32x32.png logo-64x64.png logo-svg.svg
var files embed.FS

// Files returns the logo as Jupyter wants it beside kernel.json, by file name.
func Files() map[string][]byte {
	all := map[string][]byte{}
	entries, _ := fs.ReadDir(files, ".")
	for _, e := range entries {
		all[e.Name()], _ = fs.ReadFile(files, e.Name())
	}
	return all
}
