package yardstick

import (
	"bytes"
	"errors"
	"os/exec"
	"sync/atomic"
	"time"
)

// An Outcome is what came of running a program.
type Outcome struct {
	Stdout, Stderr string
	Status         int  // -1 after a signal
	Hangs          bool // was ended by the timeout
}

// Capture runs a command and kills it after the timeout. With merged, Stdout
// has standard error too, in the order of writing. The error says that the
// command could not be run at all.
func Capture(cmd *exec.Cmd, timeout time.Duration, merged bool) (Outcome, error) {
	var stdout, stderr limited
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if merged {
		cmd.Stderr = &stdout
	}
	cmd.WaitDelay = time.Second // for what it started itself and left running
	if err := cmd.Start(); err != nil {
		return Outcome{}, err
	}
	var hangs atomic.Bool
	limit := time.AfterFunc(timeout, func() {
		hangs.Store(true)
		cmd.Process.Kill()
	})
	err := cmd.Wait()
	limit.Stop()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		return Outcome{}, err
	}
	return Outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode(), hangs.Load()}, nil
}

// limited keeps the beginning of what is written to it: a program that prints
// for ever must not take the memory.
type limited struct{ bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	const limit = 1 << 20
	l.Buffer.Write(p[:min(len(p), max(0, limit-l.Len()))])
	return len(p), nil
}
