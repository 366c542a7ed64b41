package rand

import "testing"

func TestN(t *testing.T) {
	type small int8
	seen := map[small]bool{}
	for range 1000 {
		v := N(small(3))
		if v < 0 || v > 2 {
			t.Fatalf("N(3) = %d", v)
		}
		seen[v] = true
	}
	if len(seen) != 3 {
		t.Errorf("N(3) gives only %v", seen)
	}
	defer func() {
		if recover() == nil {
			t.Error("N(0) does not panic")
		}
	}()
	N(0)
}
