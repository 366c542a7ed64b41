package wire

// Bundle is a value in several representations, keyed by MIME type
// ("Messages on the iopub channel: Display data").
type Bundle struct {
	Data     map[string]any `json:"data"`
	Metadata map[string]any `json:"metadata"`
}

// Stream is output to stdout or stderr ("Streams").
type Stream struct {
	Name string `json:"name"` // "stdout" or "stderr"
	Text string `json:"text"`
}

// MsgType is "stream".
func (Stream) MsgType() string { return "stream" }

// Transient is what a display says that is not kept in the notebook.
type Transient struct {
	DisplayID string `json:"display_id,omitempty"`
}

// DisplayData shows a value below the cell ("Display data").
type DisplayData struct {
	Bundle
	Transient Transient `json:"transient"`
}

// MsgType is "display_data".
func (DisplayData) MsgType() string { return "display_data" }

// UpdateDisplayData replaces what its display id showed ("Update display
// data").
type UpdateDisplayData DisplayData

// MsgType is "update_display_data".
func (UpdateDisplayData) MsgType() string { return "update_display_data" }

// ClearOutput removes the cell's output ("Clear output").
type ClearOutput struct {
	Wait bool `json:"wait"` // not before the next output arrives
}

// MsgType is "clear_output".
func (ClearOutput) MsgType() string { return "clear_output" }

// Error publishes why a cell failed ("Execution errors").
type Error struct{ Failure }

// MsgType is "error".
func (Error) MsgType() string { return "error" }

// KernelStatus brackets the work on each request ("Kernel status").
type KernelStatus struct {
	State string `json:"execution_state"` // Busy, Idle or Starting
}

// The states of a kernel.
const (
	Starting = "starting"
	Busy     = "busy"
	Idle     = "idle"
)

// MsgType is "status".
func (KernelStatus) MsgType() string { return "status" }

// Welcome greets a new subscriber, who thereby knows that nothing published
// from now on is missed ("Welcome message").
type Welcome struct {
	Subscription string `json:"subscription"` // the topic subscribed to
}

// MsgType is "iopub_welcome".
func (Welcome) MsgType() string { return "iopub_welcome" }

// Subscribe is no message of the protocol: a transport delivers it on [IOPub]
// when a subscriber arrives, as an XPUB socket would, and the kernel answers
// with a [Welcome].
type Subscribe struct {
	Topic string `json:"topic"`
}

// MsgType is "subscribe".
func (Subscribe) MsgType() string { return "subscribe" }
