//go:build unix

package lab

import (
	"os/exec"
	"syscall"
)

// terminate asks a command that was started to end.
func terminate(cmd *exec.Cmd) error { return cmd.Process.Signal(syscall.SIGTERM) }

// killGroup ends a command that was started and the processes of its group.
func killGroup(cmd *exec.Cmd) error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
