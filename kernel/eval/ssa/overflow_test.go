package ssa

import (
	"strings"
	"testing"

	"gradus/kernel/eval"
)

func TestUntilRepeated(t *testing.T) {
	for calls, want := range map[string]string{
		"":         "",
		"a":        "a",
		"aaaa":     "a",
		"ababa":    "ab",
		"xabababa": "xab",
		"xyaaaaa":  "xya",
		"abcdefg":  "abcdefg",
	} {
		var frames []eval.Frame
		for _, name := range strings.Split(calls, "") {
			frames = append(frames, eval.Frame{Function: name})
		}
		got := ""
		for _, f := range untilRepeated(frames) {
			got += f.Function
		}
		if got != want {
			t.Errorf("of %q it is %q that is shown, want %q", calls, got, want)
		}
	}
}
