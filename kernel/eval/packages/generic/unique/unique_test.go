package unique

import "testing"

func TestMake(t *testing.T) {
	type pair struct {
		a int
		b string
	}
	one, same, other := Make(pair{1, "x"}), Make(pair{1, "x"}), Make(pair{2, "x"})
	if one != same || one == other {
		t.Error("handles are not equal exactly when values are")
	}
	if got := Make("hello").Value(); got != "hello" {
		t.Errorf("value %q", got)
	}
}
