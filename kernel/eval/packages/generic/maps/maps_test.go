package maps

import (
	"maps"
	"testing"
)

func TestClone(t *testing.T) {
	m := map[string]int{"a": 1, "b": 2}
	c := Clone(m)
	if !maps.Equal(m, c) {
		t.Errorf("clone %v of %v", c, m)
	}
	if c["c"] = 3; len(m) != 2 {
		t.Error("the clone is the map")
	}
	if Clone(map[string]int(nil)) != nil {
		t.Error("a clone of nil")
	}
}
