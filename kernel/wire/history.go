package wire

import (
	"encoding/json"
	"math"
)

// HistoryRequest asks for earlier cells ("History").
type HistoryRequest struct {
	Output  bool   `json:"output"` // the outputs as well
	Raw     bool   `json:"raw"`
	Access  string `json:"hist_access_type"` // "range", "tail" or "search"
	Session int    `json:"session"`          // range: 0 is this session, negative ones count back
	Start   int    `json:"start"`            // range: from this cell
	Stop    int    `json:"stop"`             // range: to before this cell; 0: to the end
	N       int    `json:"n"`                // tail, search: the last n cells; all when absent
	Pattern string `json:"pattern"`          // search: a glob with * and ?
	Unique  bool   `json:"unique"`           // search: equal cells once
}

// MsgType is "history_request".
func (HistoryRequest) MsgType() string { return "history_request" }

// SetDefaults makes n unlimited.
func (r *HistoryRequest) SetDefaults() { *r = HistoryRequest{N: math.MaxInt} }

// HistoryReply lists cells, oldest first ("History").
type HistoryReply struct {
	Status  Status         `json:"status"`
	History []HistoryEntry `json:"history"`
}

// MsgType is "history_reply".
func (HistoryReply) MsgType() string { return "history_reply" }

// HistoryEntry is one cell. On the wire it is the array [session, line,
// input], or [session, line, [input, output]] when outputs were asked for.
type HistoryEntry struct {
	Session, Line int
	Input         string
	Output        *string // nil (null) for a cell without value
	WithOutput    bool
}

// MarshalJSON returns the array.
func (e HistoryEntry) MarshalJSON() ([]byte, error) {
	if e.WithOutput {
		return Marshal([]any{e.Session, e.Line, []any{e.Input, e.Output}})
	}
	return Marshal([]any{e.Session, e.Line, e.Input})
}

// UnmarshalJSON reads either form of the array.
func (e *HistoryEntry) UnmarshalJSON(source []byte) error {
	var last json.RawMessage
	if err := json.Unmarshal(source, &[]any{&e.Session, &e.Line, &last}); err != nil {
		return err
	}
	if e.WithOutput = len(last) > 0 && last[0] == '['; e.WithOutput {
		return json.Unmarshal(last, &[]any{&e.Input, &e.Output})
	}
	return json.Unmarshal(last, &e.Input)
}
