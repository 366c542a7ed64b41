package quota

import "runtime/debug"

// usual is Go's own setting: the heap may grow by as much as is live.
const usual = 100

// A pacer lets the heap grow more between two collections while a long run has
// little live, since then collecting takes most of the time of a program that
// allocates much. Short runs keep the process small.
type pacer struct{ percent int }

// set is told how much is live.
func (p *pacer) set(live uint64) {
	if p.percent == 0 {
		if read("/gc/gogc:percent") != usual {
			p.percent = -1 // the user's own
			return
		}
		p.percent = usual
	}
	if want := pace(live); p.percent > 0 && want != p.percent {
		debug.SetGCPercent(want)
		p.percent = want
	}
}

// pace is how much the heap may grow, in percent of what is live.
func pace(live uint64) int {
	switch {
	case live < 64<<20:
		return 400
	case live < 256<<20:
		return 200
	}
	return usual
}

func (p *pacer) reset() {
	if p.percent > usual {
		debug.SetGCPercent(usual)
	}
}
