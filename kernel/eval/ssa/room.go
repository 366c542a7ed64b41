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
// least minRoom between two collections. When no such cell has run for a while,
// what they left goes back to the machine.

const (
	minRoom = 64 << 20
	// patience is for how long a cell runs before it gets room: short ones leave
	// the process as small as it is.
	patience = time.Millisecond
	// rest is for how long nothing runs before garbage is given back, and leavings
	// how much the heap must have grown.
	rest     = 300 * time.Millisecond
	leavings = 16 << 20
)

// heapRoom is the process's: there is one collector.
var heapRoom room

type room struct {
	mu           sync.Mutex
	cells        int // that have it
	usual, given int // percentages, as of debug.SetGCPercent
	resting      *time.Timer
	least        uint64 // bytes held, after the last time that garbage was given back
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
		if r.resting != nil {
			r.resting.Stop()
		}
		r.given = percent(live())
		if r.usual = debug.SetGCPercent(r.given); r.usual < 0 || r.usual > r.given {
			r.given = r.usual // the user wants more
			debug.SetGCPercent(r.usual)
		}
		r.watch()
	case had && !has:
		r.set(r.usual)
		r.resting = time.AfterFunc(rest, r.giveBack)
	}
}

// giveBack collects the garbage and returns its memory to the machine, if cells have
// taken much: a training needs ten times what it leaves.
func (r *room) giveBack() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cells == 0 && held() > r.least+leavings {
		debug.FreeOSMemory()
		r.least = held()
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
func live() uint64 { return measure("/gc/heap/live:bytes") }

// held is the memory that the heap has of the machine.
func held() uint64 {
	return measure("/memory/classes/heap/objects:bytes") + measure("/memory/classes/heap/unused:bytes") +
		measure("/memory/classes/heap/free:bytes")
}

func measure(name string) uint64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
