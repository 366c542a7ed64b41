// Package symbols holds what cells may import: tables of the names of compiled
// packages, in the form in which yaegi takes them. The tables are generated, of
// the standard library and of the packages in package list.
package symbols

import "reflect"

//go:generate go run ./gen

// Symbols maps "import/path/name" to what makes the table of a package's names:
// most packages are never imported, and their tables never made. The generated
// files fill it.
var Symbols = map[string]func() map[string]reflect.Value{}
