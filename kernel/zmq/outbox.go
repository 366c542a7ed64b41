package zmq

import (
	"sync"
	"time"
)

// Limits of what waits for a peer, in bytes.
const (
	paceAbove = 4 << 20   // a cell that prints on is slowed down
	dropAbove = 256 << 20 // the peer is given up
)

// stallTime without progress makes a peer one that nobody waits for.
const stallTime = 100 * time.Millisecond

// outgoing is a message, or a command when it has a name.
type outgoing struct {
	command string
	frames  [][]byte
}

func (m outgoing) size() int {
	n := 0
	for _, f := range m.frames {
		n += len(f) + frameCost
	}
	return n
}

// outbox is the queue of what is to be sent to one peer.
type outbox struct {
	mu      sync.Mutex
	changed sync.Cond // signals that anything below has changed
	items   []outgoing
	size    int    // bytes of the items and of those being sent
	sent    uint64 // number of messages that went out
	stalled bool   // none did for a while
	closed  bool
}

func newOutbox() *outbox {
	o := &outbox{}
	o.changed.L = &o.mu
	return o
}

// put queues a message. It reports false when the peer takes so little that it
// is to be given up.
func (o *outbox) put(m outgoing) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return true
	}
	o.items = append(o.items, m)
	o.size += m.size()
	o.changed.Broadcast()
	return o.size <= dropAbove
}

// take returns all that waits, or nil when the outbox is closed and empty.
func (o *outbox) take() []outgoing {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.items) == 0 && !o.closed {
		o.changed.Wait()
	}
	items := o.items
	o.items = nil
	return items
}

// done notes that a message went out.
func (o *outbox) done(m outgoing) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.size -= m.size()
	o.sent++
	o.stalled = false
	o.changed.Broadcast()
}

// close refuses further messages; those that wait can still be taken.
func (o *outbox) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	o.changed.Broadcast()
}

// pace waits while much is queued and the peer takes it. A peer that takes
// nothing for a while is not waited for until it does again.
func (o *outbox) pace() {
	o.mu.Lock()
	defer o.mu.Unlock()
	for o.size > paceAbove && !o.stalled && !o.closed {
		before := o.sent
		stall := time.AfterFunc(stallTime, func() {
			o.mu.Lock()
			defer o.mu.Unlock()
			o.stalled = o.stalled || o.sent == before
			o.changed.Broadcast()
		})
		for o.sent == before && !o.stalled && !o.closed {
			o.changed.Wait()
		}
		stall.Stop()
	}
}
