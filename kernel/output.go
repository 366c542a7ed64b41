package kernel

import (
	"encoding/json"
	"io"
	"maps"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"gradus/kernel/display"
	"gradus/kernel/wire"
)

// Output to stdout and stderr is published in batches: at once when this much
// has gathered, or else this long after it was written.
const (
	batchSize = 64 << 10
	batchTime = 100 * time.Millisecond
)

// output publishes what belongs to one request, in order: what was written to
// a stream before something is published arrives before it. It may be used
// from many goroutines and after its request has ended, as the goroutines of a
// cell do.
type output struct {
	kernel *Kernel
	parent wire.Header

	mu      sync.Mutex
	batches []batch // written and not yet published
	size    int     // bytes in batches
	timer   *time.Timer
}

// batch is text written to one stream.
type batch struct {
	stream string
	text   []byte
}

// publish sends content on iopub.
func (o *output) publish(content wire.Content) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushLocked(true)
	return o.kernel.send(wire.IOPub, nil, content, o.parent)
}

// flush publishes what was written.
func (o *output) flush() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushLocked(true)
}

// flushLocked publishes what was written. Unless all is asked for, it holds
// back the beginning of a character whose end has not been written yet.
func (o *output) flushLocked(all bool) {
	if len(o.batches) == 0 {
		return
	}
	o.timer.Stop()
	var rest []batch
	for i, b := range o.batches {
		if !all && i == len(o.batches)-1 {
			whole := wholeRunes(b.text)
			if whole < len(b.text) {
				rest = []batch{{b.stream, b.text[whole:]}}
			}
			b.text = b.text[:whole]
		}
		if len(b.text) > 0 {
			o.kernel.send(wire.IOPub, nil, wire.Stream{Name: b.stream, Text: string(b.text)}, o.parent)
		}
	}
	o.batches, o.size = rest, 0
	if rest == nil {
		o.kernel.unflushed.remove(o)
	}
}

// wholeRunes returns the length of text without a character cut short at its
// end.
func wholeRunes(text []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if last := text[len(text)-n:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				return len(text) - n
			}
			break
		}
	}
	return len(text)
}

// write appends text to a stream.
func (o *output) write(stream string, text []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.size == 0 {
		o.kernel.unflushed.add(o)
		o.timer = time.AfterFunc(batchTime, func() {
			o.mu.Lock()
			defer o.mu.Unlock()
			o.flushLocked(false)
		})
	}
	if n := len(o.batches); n == 0 || o.batches[n-1].stream != stream {
		o.batches = append(o.batches, batch{stream: stream})
	}
	last := &o.batches[len(o.batches)-1]
	last.text = append(last.text, text...)
	if o.size += len(text); o.size >= batchSize {
		o.flushLocked(false)
	}
}

// stream returns the writer of "stdout" or "stderr".
func (o *output) stream(name string) io.Writer { return stream{o, name} }

type stream struct {
	out  *output
	name string
}

// Write never fails: a cell is not to be bothered with absent front ends.
func (s stream) Write(text []byte) (int, error) {
	if len(text) > 0 {
		s.out.write(s.name, text)
	}
	return len(text), nil
}

// screen is a cell's [display.Publisher].
type screen struct{ out *output }

// Display publishes a value, or replaces one published before.
func (s screen) Display(b display.Bundle, id string, update bool) {
	content := wire.DisplayData{Bundle: s.out.kernel.bundle(b), Transient: wire.Transient{DisplayID: id}}
	if update {
		s.out.publish(wire.UpdateDisplayData(content))
		return
	}
	s.out.publish(content)
}

// Clear publishes clear_output.
func (s screen) Clear(wait bool) { s.out.publish(wire.ClearOutput{Wait: wait}) }

// hidden is the [display.Publisher] of a silent cell.
type hidden struct{}

func (hidden) Display(display.Bundle, string, bool) {}
func (hidden) Clear(bool)                           {}

// bundle makes b fit for the wire. A representation that JSON cannot express
// is left out.
func (k *Kernel) bundle(b display.Bundle) wire.Bundle {
	w := wire.Bundle{Data: map[string]any{}, Metadata: map[string]any{}}
	for _, part := range []struct{ from, to map[string]any }{{b.Data, w.Data}, {b.Metadata, w.Metadata}} {
		for mime, v := range part.from {
			if _, isText := v.(string); !isText {
				raw, err := wire.Marshal(v)
				if err != nil {
					k.log.Warn("representation left out", "type", mime, "error", err)
					continue
				}
				v = json.RawMessage(raw)
			}
			part.to[mime] = v
		}
	}
	return w
}

// unflushed are the outputs in which something waits to be published.
type unflushed struct {
	mu      sync.Mutex
	outputs map[*output]struct{}
}

func (u *unflushed) add(o *output) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.outputs == nil {
		u.outputs = make(map[*output]struct{})
	}
	u.outputs[o] = struct{}{}
}

func (u *unflushed) remove(o *output) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.outputs, o)
}

// flush publishes everything.
func (u *unflushed) flush() {
	u.mu.Lock()
	waiting := slices.Collect(maps.Keys(u.outputs))
	u.mu.Unlock()
	for _, o := range waiting {
		o.flush()
	}
}
