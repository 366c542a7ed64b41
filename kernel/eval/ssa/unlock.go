package ssa

import (
	"sync"

	"gradus/kernel/eval"
)

// unlockMethods replaces those methods of package sync that end the process when
// they are called out of turn: here they end the cell. A lock that can be taken
// is not held.
func (e *Engine) unlockMethods() []any {
	return []any{
		"Unlock", func(m *sync.Mutex) {
			if m.TryLock() {
				m.Unlock()
				e.fatal("sync: unlock of unlocked mutex")
			}
			m.Unlock()
		},
		"Unlock", func(m *sync.RWMutex) {
			if m.TryRLock() {
				m.RUnlock()
				e.fatal("sync: Unlock of unlocked RWMutex")
			}
			m.Unlock()
		},
		"RUnlock", func(m *sync.RWMutex) {
			if m.TryLock() {
				m.Unlock()
				e.fatal("sync: RUnlock of unlocked RWMutex")
			}
			m.RUnlock()
		},
	}
}

// fatal ends the cell as Go's runtime ends a process, for a reason that nothing
// recovers.
func (e *Engine) fatal(message string) {
	err := &eval.Fatal{Message: message}
	e.current.Load().end(err)
	panic(fatal{err, "running"})
}
