//go:build unix

package kernel

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"
)

// parentPoll is how often the parent is looked for.
const parentPoll = 500 * time.Millisecond

// waitForExit returns true when the process has ended, false when ctx has.
func waitForExit(ctx context.Context, pid int) bool {
	isParent := os.Getppid() == pid // then a pid that is used again does not deceive
	tick := time.NewTicker(parentPoll)
	defer tick.Stop()
	for {
		gone := errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
		if gone || isParent && os.Getppid() != pid {
			return true
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return false
		}
	}
}
