package wire

// InputRequest is the kernel's request for a line of input ("Messages on the
// stdin channel").
type InputRequest struct {
	Prompt   string `json:"prompt"`
	Password bool   `json:"password"` // do not echo
}

// MsgType is "input_request".
func (InputRequest) MsgType() string { return "input_request" }

// InputReply is the line that the user typed ("Messages on the stdin
// channel").
type InputReply struct {
	Value string `json:"value"`
}

// MsgType is "input_reply".
func (InputReply) MsgType() string { return "input_reply" }
