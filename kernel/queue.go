package kernel

import (
	"context"
	"io"
	"sync"
)

// queue is an unbounded first-in first-out queue with one taker.
type queue[T any] struct {
	mu     sync.Mutex
	items  []T
	closed bool
	ready  chan struct{} // holds a token when something may be there
}

func newQueue[T any]() *queue[T] {
	return &queue[T]{ready: make(chan struct{}, 1)}
}

// put appends v, or returns false when the queue is closed.
func (q *queue[T]) put(v T) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return false
	}
	q.items = append(q.items, v)
	q.wake()
	return true
}

// take removes the first item, waiting for one. It returns io.EOF when the
// queue is closed and empty, or ctx's error.
func (q *queue[T]) take(ctx context.Context) (T, error) {
	for {
		if v, err, ok := q.poll(); ok {
			return v, err
		}
		select {
		case <-q.ready:
		case <-ctx.Done():
			var zero T
			return zero, ctx.Err()
		}
	}
}

func (q *queue[T]) poll() (v T, err error, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case len(q.items) > 0:
		var zero T
		v, q.items[0] = q.items[0], zero
		q.items = q.items[1:]
		return v, nil, true
	case q.closed:
		return v, io.EOF, true
	}
	return v, nil, false
}

// each calls f for everything that waits.
func (q *queue[T]) each(f func(T)) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, v := range q.items {
		f(v)
	}
}

// close refuses further items; those that wait can still be taken.
func (q *queue[T]) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.wake()
}

func (q *queue[T]) wake() {
	select {
	case q.ready <- struct{}{}:
	default:
	}
}
