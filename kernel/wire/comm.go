package wire

// CommOpen opens a comm ("Custom Messages: Opening a comm").
type CommOpen struct {
	ID     string         `json:"comm_id"`
	Target string         `json:"target_name"`
	Data   map[string]any `json:"data"`
}

// MsgType is "comm_open".
func (CommOpen) MsgType() string { return "comm_open" }

// CommMsg sends data over a comm ("Comm messages").
type CommMsg struct {
	ID   string         `json:"comm_id"`
	Data map[string]any `json:"data"`
}

// MsgType is "comm_msg".
func (CommMsg) MsgType() string { return "comm_msg" }

// CommClose ends a comm ("Tearing down comms").
type CommClose struct {
	ID   string         `json:"comm_id"`
	Data map[string]any `json:"data"`
}

// MsgType is "comm_close".
func (CommClose) MsgType() string { return "comm_close" }

// CommInfoRequest asks for the open comms ("Comm info").
type CommInfoRequest struct {
	Target string `json:"target_name"` // of this target only, when not empty
}

// MsgType is "comm_info_request".
func (CommInfoRequest) MsgType() string { return "comm_info_request" }

// CommInfoReply lists the open comms by id ("Comm info").
type CommInfoReply struct {
	Status Status              `json:"status"`
	Comms  map[string]CommInfo `json:"comms"`
}

// MsgType is "comm_info_reply".
func (CommInfoReply) MsgType() string { return "comm_info_reply" }

// CommInfo describes an open comm.
type CommInfo struct {
	Target string `json:"target_name"`
}
