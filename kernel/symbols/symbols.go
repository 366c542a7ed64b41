// Package symbols holds what cells may import besides the standard library:
// tables of the names of compiled packages, in the form in which yaegi takes
// them. The tables are generated from package list.
package symbols

import "reflect"

//go:generate go run ./gen

// Symbols maps "import/path/name" to a package's names. The generated files
// fill it.
var Symbols = map[string]map[string]reflect.Value{}
