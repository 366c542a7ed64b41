package kernel

import (
	"context"
	"syscall"
)

// parentPoll is how long each wait for the parent lasts, in milliseconds.
const parentPoll = 500

// waitForExit returns true when the process has ended, false when ctx has.
// Jupyter passes a handle that this process inherited; others pass a pid.
func waitForExit(ctx context.Context, parent int) bool {
	process := syscall.Handle(parent)
	if !isProcess(process) {
		var err error
		process, err = syscall.OpenProcess(syscall.SYNCHRONIZE, false, uint32(parent))
		if err != nil {
			return true
		}
		defer syscall.CloseHandle(process)
	}
	for ctx.Err() == nil {
		event, err := syscall.WaitForSingleObject(process, parentPoll)
		if err != nil || event == syscall.WAIT_OBJECT_0 {
			return true
		}
	}
	return false
}

// isProcess reports whether h is a handle of a process.
func isProcess(h syscall.Handle) bool {
	pid, _, _ := syscall.NewLazyDLL("kernel32.dll").NewProc("GetProcessId").Call(uintptr(h))
	return pid != 0
}
