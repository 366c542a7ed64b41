package wire

// Contents returns a new zero content of every type of message that the kernel
// speaks, by type of message.
func Contents() map[string]Content {
	table := map[string]Content{}
	for _, c := range []Content{
		// shell
		&ExecuteRequest{}, &ExecuteReply{},
		&CompleteRequest{}, &CompleteReply{},
		&InspectRequest{}, &InspectReply{},
		&IsCompleteRequest{}, &IsCompleteReply{},
		&HistoryRequest{}, &HistoryReply{},
		&KernelInfoRequest{}, &KernelInfoReply{},
		&CommInfoRequest{}, &CommInfoReply{},
		&CommOpen{}, &CommMsg{}, &CommClose{},
		// control
		&InterruptRequest{}, &InterruptReply{},
		&ShutdownRequest{}, &ShutdownReply{},
		// stdin
		&InputRequest{}, &InputReply{},
		// iopub
		&KernelStatus{}, &ExecuteInput{}, &ExecuteResult{}, &Stream{}, &Error{},
		&DisplayData{}, &UpdateDisplayData{}, &ClearOutput{}, &Welcome{},
	} {
		table[c.MsgType()] = c
	}
	return table
}
