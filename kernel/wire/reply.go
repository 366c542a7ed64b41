package wire

// Status is the first thing every reply says ("Request-Reply").
type Status string

// What a reply's status may be.
const (
	OK      Status = "ok"
	Failed  Status = "error"
	Aborted Status = "aborted"
)

// Failure is what a reply adds when its status is [Failed], and what the
// error message holds.
type Failure struct {
	Name      string   `json:"ename"`
	Value     string   `json:"evalue"`
	Traceback []string `json:"traceback"`
}

// ErrorReply is the reply to a request that could not be served at all
// ("Request-Reply"): its content was malformed, or its handler failed.
type ErrorReply struct {
	Type string `json:"-"` // the type of the reply in whose stead it stands

	Status Status `json:"status"` // always Failed
	Failure
	ExecutionCount *int `json:"execution_count,omitempty"` // in an execute_reply only
}

// MsgType is the type of the reply that the request would have had.
func (r ErrorReply) MsgType() string { return r.Type }
