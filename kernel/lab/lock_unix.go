//go:build unix

package lab

import (
	"os"
	"syscall"
)

// tryLock takes the lock that a file stands for, or reports that another
// process has it. The system gives it back when its holder dies.
func tryLock(path string) (release func(), ok bool, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, false, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return func() { f.Close() }, true, nil
	}
	f.Close()
	if err == syscall.EWOULDBLOCK {
		return nil, false, nil
	}
	return nil, false, err
}
