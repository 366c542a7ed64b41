// Package notebooks holds the lessons as learners open them: notebooks that
// are built from lessons/, with their outputs.
package notebooks

import "embed"

// Files are the notebooks, by name: 02-forward.ipynb.
//
//go:embed *.ipynb
var Files embed.FS
