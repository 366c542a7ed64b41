package quota

import (
	"math"
	"runtime"
	"runtime/debug"
	"sync"
	"time"
)

// interval is how often a watch looks. In that time a program can fill no more
// than the fifth of the memory that the default limit leaves.
const interval = 50 * time.Millisecond

// Watch calls end, at most once, with an *[Exceeded] when the process uses too
// much, until stop is called. Memory that is held from before is not held
// against whoever runs now: it may do with an eighth of the limit more.
func (l Limit) Watch(end func(error)) (stop func()) {
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(interval)
		defer tick.Stop()
		bound := l.bound()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if used := inUse(); used > bound && grown(bound) {
					end(&Exceeded{Limit: l, Used: used})
					return
				}
			}
		}
	}()
	return sync.OnceFunc(func() { close(done) })
}

// bound is what may be in use until the end of a run that begins now.
func (l Limit) bound() uint64 {
	if l == 0 {
		return math.MaxUint64
	}
	if inUse() > uint64(l) {
		runtime.GC() // what the last one found is out of date
	}
	return max(uint64(l), live()+uint64(l)/8)
}

// grown reports whether more than bound is in use that is no garbage. Near the
// limit the collector slows down whoever allocates meanwhile.
func grown(bound uint64) bool {
	runtime.GC()
	return live() > bound
}

// much is the garbage for which it is worth to look.
const much = 32 << 20

// Return gives garbage back to the system if the process uses much more than
// before, which is what an earlier call returned.
func Return(before uint64) uint64 {
	if used := inUse(); used < before+much {
		return min(before, used)
	}
	debug.FreeOSMemory()
	return inUse()
}
