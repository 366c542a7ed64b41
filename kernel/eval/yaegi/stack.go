package yaegi

import (
	"context"
	"runtime/metrics"
	"time"

	"gradus/kernel/eval"
)

// maxStack is how much memory the stacks of a cell may take. The Go runtime
// ends the process at four times as much, and nothing can stop it there.
const maxStack = 256 << 20

// watchStacks interrupts a cell whose recursion does not end. Looking at the
// size of the stacks from outside costs the cell nothing.
func watchStacks(ctx context.Context, cancel context.CancelCauseFunc) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/stacks:bytes"}}
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if metrics.Read(sample); sample[0].Value.Kind() == metrics.KindUint64 && sample[0].Value.Uint64() > maxStack {
			cancel(&eval.StackOverflow{})
			return
		}
	}
}
