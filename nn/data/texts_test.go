package data

import (
	"slices"
	"strings"
	"testing"
)

func TestAlice(t *testing.T) {
	text := Alice()
	if len(text) < 6000 || !strings.HasPrefix(text, "Alice was beginning") || strings.Contains(text, "\r") {
		t.Errorf("%d bytes, %.40q…", len(text), text)
	}
	if v := Characters(text); v.Len() > 70 {
		t.Errorf("%v", v)
	}
}

func TestFirstNames(t *testing.T) {
	names := FirstNames()
	if len(names) < 300 || !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("%d names, sorted: %v", len(names), slices.IsSorted(names))
	}
	if v := Characters(strings.Join(names, "")); v.Len() != 2+26 {
		t.Errorf("letters: %v", v)
	}
}
