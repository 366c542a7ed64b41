package kernel

import "gradus/kernel/wire"

// isComplete tells a console whether Enter runs the code or starts a new line.
func (k *Kernel) isComplete(_ *request, q wire.IsCompleteRequest) (wire.IsCompleteReply, error) {
	status, indent := k.eval.IsComplete(q.Code)
	if status != "incomplete" {
		indent = ""
	}
	return wire.IsCompleteReply{Status: wire.Status(status), Indent: indent}, nil
}
