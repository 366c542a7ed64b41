package quota

import (
	"runtime/debug"
	"testing"
)

func TestPacer(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(usual))
	var p pacer
	for _, c := range []struct {
		live uint64
		want uint64
	}{{1 << 20, 400}, {100 << 20, 200}, {1 << 30, 100}, {1 << 20, 400}} {
		if p.set(c.live); read("/gc/gogc:percent") != c.want {
			t.Errorf("with %d bytes live it is %d, want %d", c.live, read("/gc/gogc:percent"), c.want)
		}
	}
	if p.reset(); read("/gc/gogc:percent") != usual {
		t.Error("not reset")
	}
	debug.SetGCPercent(50) // the user's choice
	p = pacer{}
	if p.set(1 << 20); read("/gc/gogc:percent") != 50 {
		t.Error("changed what the user has set")
	}
	if p.reset(); read("/gc/gogc:percent") != 50 {
		t.Error("reset what the user has set")
	}
}
