package wire

// ExecuteRequest asks the kernel to run code ("Messages on the shell channel:
// Execute").
type ExecuteRequest struct {
	Code            string            `json:"code"`
	Silent          bool              `json:"silent"`           // publish nothing, count nothing
	StoreHistory    bool              `json:"store_history"`    // remember the code and count it; true when absent
	UserExpressions map[string]string `json:"user_expressions"` // evaluated when the code succeeded
	AllowStdin      bool              `json:"allow_stdin"`      // input may be asked for; true when absent
	StopOnError     bool              `json:"stop_on_error"`    // a failure aborts what is queued; true when absent
}

// MsgType is "execute_request".
func (ExecuteRequest) MsgType() string { return "execute_request" }

// SetDefaults makes store_history, allow_stdin and stop_on_error true.
func (r *ExecuteRequest) SetDefaults() {
	*r = ExecuteRequest{StoreHistory: true, AllowStdin: true, StopOnError: true}
}

// ExecuteReply tells how the code ended ("Execution results"). Its status is
// [OK], [Failed] or [Aborted].
type ExecuteReply struct {
	Status          Status                `json:"status"`
	ExecutionCount  int                   `json:"execution_count"`
	UserExpressions map[string]Expression `json:"user_expressions"`
	Payload         []any                 `json:"payload"` // deprecated by the protocol, always empty
	*Failure
}

// MsgType is "execute_reply".
func (ExecuteReply) MsgType() string { return "execute_reply" }

// Expression is the value of one user expression ("Execute: user
// expressions"): a MIME bundle, or why there is none.
type Expression struct {
	Status Status `json:"status"`
	*Bundle
	*Failure
}

// ExecuteInput re-broadcasts the code to every front end ("Messages on the
// iopub channel: Code inputs").
type ExecuteInput struct {
	Code           string `json:"code"`
	ExecutionCount int    `json:"execution_count"`
}

// MsgType is "execute_input".
func (ExecuteInput) MsgType() string { return "execute_input" }

// ExecuteResult publishes the value of a cell ("Execution results").
type ExecuteResult struct {
	ExecutionCount int `json:"execution_count"`
	Bundle
}

// MsgType is "execute_result".
func (ExecuteResult) MsgType() string { return "execute_result" }
