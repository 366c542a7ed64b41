package kernel

import (
	"strings"
	"testing"

	"gradus/kernel/wire"
)

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true}, {"", "a", false}, {"*", "", true}, {"*", "a\nb", true}, {"a?c", "abc", true}, {"a?c", "ac", false},
		{"*fmt.*", "import\nfmt.Println(1)", true}, {"a.c", "abc", false}, {"[a]", "[a]", true}, {"[a]", "a", false}, {"?", "語", true},
	} {
		if got := glob(c.pattern, c.text); got != c.want {
			t.Errorf("glob(%q, %q) = %v", c.pattern, c.text, got)
		}
	}
}

// The history does not keep large values.
func TestLongOutputIsCut(t *testing.T) {
	var h history
	h.output(h.begin("big", true), "a"+strings.Repeat("語", maxOutput))
	found, err := h.find(wire.HistoryRequest{Access: "tail", N: 1})
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	got := *found[0].Output
	text, cut := strings.CutSuffix(got, "…")
	if !cut || len(text) > maxOutput || strings.Trim(text, "語") != "a" {
		t.Errorf("remembered %d bytes, ending in %q", len(got), got[len(got)-9:])
	}
}
