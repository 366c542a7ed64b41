package wire

// ShutdownRequest asks the kernel to end ("Kernel shutdown").
type ShutdownRequest struct {
	Restart bool `json:"restart"` // another will be started in its place
}

// MsgType is "shutdown_request".
func (ShutdownRequest) MsgType() string { return "shutdown_request" }

// ShutdownReply announces the end, to the requester and on iopub to everyone
// ("Kernel shutdown").
type ShutdownReply struct {
	Status  Status `json:"status"`
	Restart bool   `json:"restart"`
}

// MsgType is "shutdown_reply".
func (ShutdownReply) MsgType() string { return "shutdown_reply" }

// InterruptRequest asks the kernel to stop the running cell ("Kernel
// interrupt").
type InterruptRequest struct{}

// MsgType is "interrupt_request".
func (InterruptRequest) MsgType() string { return "interrupt_request" }

// InterruptReply confirms an interrupt ("Kernel interrupt").
type InterruptReply struct {
	Status Status `json:"status"`
}

// MsgType is "interrupt_reply".
func (InterruptReply) MsgType() string { return "interrupt_reply" }
