package ssa

import (
	"bytes"
	"runtime"
	"runtime/debug"
	"testing"
)

func percentNow() int {
	p := debug.SetGCPercent(100)
	debug.SetGCPercent(p)
	return p
}

func TestRoom(t *testing.T) {
	usual := percentNow()
	if usual < 0 || usual > 200 {
		t.Skip("GOGC is set")
	}
	var r room
	r.change(1)
	r.change(1)
	if p := percentNow(); p <= usual {
		t.Errorf("%d %% while cells run, as usual", p)
	}
	r.change(-1)
	if p := percentNow(); p <= usual {
		t.Errorf("%d %% while a cell still runs", p)
	}
	r.change(-1)
	if p := percentNow(); p != usual {
		t.Errorf("%d %% after the cells, not %d %%", p, usual)
	}
	r.change(-1) // an end that overtakes its beginning
	r.change(1)
	if p := percentNow(); p != usual {
		t.Errorf("%d %% after nothing, not %d %%", p, usual)
	}
}

func TestRoomLeavesWhatTheUserSets(t *testing.T) {
	defer debug.SetGCPercent(percentNow())
	for _, wanted := range []int{-1, 50_000} {
		var r room
		debug.SetGCPercent(wanted)
		r.change(1)
		if p := percentNow(); p != wanted {
			t.Errorf("%d %% while a cell runs, not %d %%", p, wanted)
		}
		r.change(-1)
		if p := percentNow(); p != wanted {
			t.Errorf("%d %% after it, not %d %%", p, wanted)
		}
		r.change(1)
		debug.SetGCPercent(33) // by the cell
		r.change(-1)
		if p := percentNow(); p != 33 {
			t.Errorf("%d %% after the cell, not its 33 %%", p)
		}
	}
}

func TestPercent(t *testing.T) {
	for live, want := range map[uint64]int{0: 6400, 16 << 20: 400, 32 << 20: 200, 1 << 30: 100} {
		if got := percent(live); got != want {
			t.Errorf("percent(%d) = %d, not %d", live, got, want)
		}
	}
}

// What cells leave is given back, once they are done; what is in use stays.
func TestRoomGivesBack(t *testing.T) {
	debug.FreeOSMemory()
	before := held()
	r := room{least: before}
	kept, garbage := bytes.Repeat([]byte{1}, 4*leavings), bytes.Repeat([]byte{1}, 4*leavings)
	if !bytes.Equal(kept, garbage) || held() < before+7*leavings {
		t.Fatalf("%d MB held, %d MB before", held()>>20, before>>20)
	}
	r.cells = 1
	r.giveBack()
	if held() < before+7*leavings {
		t.Errorf("%d MB held while a cell runs, %d MB before", held()>>20, before>>20)
	}
	runtime.KeepAlive(garbage)
	r.cells = 0
	r.giveBack()
	if after := held(); after < before+3*leavings || after > before+5*leavings || r.least == before {
		t.Errorf("%d MB held, %d MB before", after>>20, before>>20)
	}
	runtime.KeepAlive(kept)
	debug.FreeOSMemory() // for the tests that follow
}
