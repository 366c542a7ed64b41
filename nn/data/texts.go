package data

import (
	_ "embed" // for the files
	"strings"
)

var (
	//go:embed alice.txt
	alice string
	//go:embed names.txt
	firstNames string
)

// Alice returns the beginning of a tale, about 7000 characters, to train language
// models with.
//
// L. Carroll, "Alice's Adventures in Wonderland", 1865, in the public domain.
func Alice() string { return alice }

// FirstNames returns some hundred first names in lower case, in alphabetical order,
// to train models that invent others. They were put together for this package.
func FirstNames() []string { return strings.Fields(firstNames) }
