// Package unique has what package unique does with the runtime's help. Its
// handles are never dropped.
package unique

import "sync"

// Handle is unique.Handle.
type Handle[T comparable] struct{ value *T }

// Value returns the value that the handle stands for.
func (h Handle[T]) Value() T { return *h.value }

var (
	mu    sync.Mutex
	known = map[any]any{} // value → pointer to it
)

// Make is unique.Make.
func Make[T comparable](value T) Handle[T] {
	mu.Lock()
	defer mu.Unlock()
	p, ok := known[value].(*T)
	if !ok {
		p = &value
		known[value] = p
	}
	return Handle[T]{value: p}
}
