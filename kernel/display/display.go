// Package display turns Go values into the MIME bundles that a notebook shows,
// and lets a running cell show, update and clear output of its own accord.
//
// It knows no kernel, transport or library: a value is shown because it has a
// method (see [Of]), and output goes to whatever [Publisher] is set.
package display

import (
	"crypto/rand"
	"encoding/hex"
	"sync"
)

// Bundle is one value in several representations, keyed by MIME type, as in
// the Jupyter messaging specification's display_data.
type Bundle struct {
	Data     map[string]any
	Metadata map[string]any
}

// A Publisher receives what cells show. Its methods may be called from any
// goroutine.
type Publisher interface {
	// Display publishes b under the display id; update replaces what that id
	// showed before.
	Display(b Bundle, id string, update bool)
	// Clear removes the cell's output, with wait only when the next arrives.
	Clear(wait bool)
}

var (
	mu      sync.RWMutex
	current Publisher
)

// SetPublisher makes p the receiver of everything shown from now on, and
// returns a function that puts the previous one back.
func SetPublisher(p Publisher) (restore func()) {
	mu.Lock()
	defer mu.Unlock()
	previous := current
	current = p
	return func() {
		mu.Lock()
		defer mu.Unlock()
		current = previous
	}
}

// A Handle names something shown, so that it can be replaced in place. The
// zero Handle shows nothing.
type Handle struct {
	id string
	p  Publisher
}

// Show displays v below the running cell. Without a [Publisher] (an ordinary
// program, say) nothing happens.
func Show(v any) Handle {
	mu.RLock()
	p := current
	mu.RUnlock()
	if p == nil {
		return Handle{}
	}
	h := Handle{id: newID(), p: p}
	p.Display(Of(v), h.id, false)
	return h
}

// Update replaces what the handle shows by v, wherever it stands on the page.
func (h Handle) Update(v any) {
	if h.p != nil {
		h.p.Display(Of(v), h.id, true)
	}
}

// Clear removes the running cell's output; with wait, only when the next
// output arrives, which avoids flicker.
func Clear(wait bool) {
	mu.RLock()
	p := current
	mu.RUnlock()
	if p != nil {
		p.Clear(wait)
	}
}

func newID() string {
	var b [16]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
