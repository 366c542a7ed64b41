package kernel

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"gradus/kernel/wire"
)

// thisSession is the number of the only session that the history knows.
const thisSession = 1

// history remembers the cells of this process.
type history struct {
	mu      sync.Mutex
	entries []wire.HistoryEntry // entry i is cell i+1
}

// count returns the number of the last cell that was counted.
func (h *history) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.entries)
}

// begin returns the number of a cell that starts. One that is not stored has
// the number of the one before.
func (h *history) begin(code string, stored bool) (number int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if stored {
		h.entries = append(h.entries, wire.HistoryEntry{Session: thisSession, Line: len(h.entries) + 1, Input: code})
	}
	return len(h.entries)
}

// maxOutput is how much of a cell's value is remembered, in bytes.
const maxOutput = 16 << 10

// output remembers the text of a cell's value, or the beginning of a long one.
func (h *history) output(number int, text string) {
	if len(text) > maxOutput {
		text = text[:wholeRunes([]byte(text[:maxOutput]))] + "…"
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.entries[number-1].Output = &text
}

// recall answers a history request.
func (k *Kernel) recall(_ *request, q wire.HistoryRequest) (wire.HistoryReply, error) {
	found, err := k.history.find(q)
	if err != nil {
		return wire.HistoryReply{}, err
	}
	for i := range found {
		found[i].WithOutput = q.Output
	}
	return wire.HistoryReply{Status: wire.OK, History: found}, nil
}

// find returns the entries that q asks for, oldest first.
func (h *history) find(q wire.HistoryRequest) ([]wire.HistoryEntry, error) {
	h.mu.Lock()
	found := slices.Clone(h.entries)
	h.mu.Unlock()
	if found == nil {
		found = []wire.HistoryEntry{}
	}
	switch q.Access {
	case "tail":
		return last(found, q.N), nil
	case "range":
		if q.Session != 0 && q.Session != thisSession {
			return []wire.HistoryEntry{}, nil
		}
		stop := len(found)
		if q.Stop > 0 {
			stop = min(stop, q.Stop-1)
		}
		start := min(max(q.Start-1, 0), stop)
		return found[start:stop], nil
	case "search":
		found = slices.DeleteFunc(found, func(e wire.HistoryEntry) bool { return !glob(q.Pattern, e.Input) })
		if q.Unique {
			found = unique(found)
		}
		return last(found, q.N), nil
	}
	return nil, fmt.Errorf("history_request: hist_access_type is %q, want tail, range or search", q.Access)
}

func last(entries []wire.HistoryEntry, n int) []wire.HistoryEntry {
	return entries[len(entries)-max(0, min(n, len(entries))):]
}

// unique keeps the latest of equal inputs.
func unique(entries []wire.HistoryEntry) []wire.HistoryEntry {
	seen := map[string]bool{}
	kept := make([]wire.HistoryEntry, 0, len(entries))
	for _, e := range slices.Backward(entries) {
		if !seen[e.Input] {
			seen[e.Input] = true
			kept = append(kept, e)
		}
	}
	slices.Reverse(kept)
	return kept
}

// glob reports whether all of s matches pattern, in which * stands for any
// text and ? for any character.
func glob(pattern, s string) bool {
	expr := regexp.QuoteMeta(pattern)
	expr = strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(expr)
	return regexp.MustCompile(`(?s)\A` + expr + `\z`).MatchString(s)
}
