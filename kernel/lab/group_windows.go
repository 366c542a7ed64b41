package lab

import (
	"os/exec"
	"strconv"
	"syscall"
)

// ownGroup keeps a Ctrl-C in the console from reaching cmd: gradus ends it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
	cmd.Cancel = func() error { return killGroup(cmd) }
}

// terminate ends a command; Windows has no gentler way for a console program.
func terminate(cmd *exec.Cmd) error { return killGroup(cmd) }

// killGroup ends a command that was started and all that it started.
func killGroup(cmd *exec.Cmd) error {
	return exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(cmd.Process.Pid)).Run()
}
