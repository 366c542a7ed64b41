package lab

import (
	"os/exec"
	"syscall"
)

// ownGroup makes cmd the head of a process group of its own, so that a Ctrl-C
// in the terminal reaches gradus alone, which then stops cmd in good order;
// and when gradus itself is killed the kernel ends cmd for it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	cmd.Cancel = func() error { return killGroup(cmd) }
}
