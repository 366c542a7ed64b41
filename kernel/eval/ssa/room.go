package ssa

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// Go collects garbage when the heap has doubled. In a process that holds little
// that is every few megabytes, and takes a third of the time of a cell that
// allocates much. So while a cell runs for longer, the heap may grow by at
// least minRoom between two collections.

const (
	minRoom = 64 << 20
	// patience is for how long a cell runs before it gets room: short ones leave
	// the process as small as it is.
	patience = time.Millisecond
)

// heapRoom is the process's: there is one collector.
var heapRoom room

type room struct {
	mu           sync.Mutex
	cells        int // that have it
	usual, given int // percentages, as of debug.SetGCPercent
}

// claim gives room to a cell that begins; what it returns ends that.
func (r *room) claim() (end func()) {
	t := time.AfterFunc(patience, func() { r.change(1) })
	return func() {
		if !t.Stop() {
			go r.change(-1) // it may have to wait for a collection
		}
	}
}

// change may see the end of a cell before its beginning.
func (r *room) change(cells int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	had := r.cells > 0
	r.cells += cells
	switch has := r.cells > 0; {
	case has && !had:
		r.given = percent(live())
		if r.usual = debug.SetGCPercent(r.given); r.usual < 0 || r.usual > r.given {
			r.given = r.usual // the user wants more
			debug.SetGCPercent(r.usual)
		}
		r.watch()
	case had && !has:
		r.set(r.usual)
	}
}

// set changes the percentage, unless somebody else has.
func (r *room) set(to int) {
	if was := debug.SetGCPercent(to); was != r.given {
		to = was
		debug.SetGCPercent(was)
	}
	r.given = to
}

// watch adapts the percentage after the next collection, when more or less is
// live.
func (r *room) watch() {
	cycle := new(*int)
	runtime.AddCleanup(cycle, func(r *room) {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.cells > 0 {
			r.set(max(r.usual, percent(live())))
			r.watch()
		}
	}, r)
}

// percent is how much a heap of which so many bytes are live may grow.
func percent(live uint64) int { return max(100, int(minRoom*100/max(live, 1<<20))) }

// live is what the last collection left.
func live() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
