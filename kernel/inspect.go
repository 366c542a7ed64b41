package kernel

import (
	"gradus/kernel/display"
	"gradus/kernel/wire"
)

// inspect documents the name at the cursor, also while a cell runs. A cursor
// outside of the code finds nothing.
func (k *Kernel) inspect(_ *request, q wire.InspectRequest) (wire.InspectReply, error) {
	reply := wire.InspectReply{Status: wire.OK, Bundle: wire.Bundle{Data: map[string]any{}, Metadata: map[string]any{}}}
	at, inside := byteOffset(q.Code, q.CursorPos)
	if !inside {
		return reply, nil
	}
	if found := k.eval.Inspect(q.Code, at, q.DetailLevel); found.Found {
		reply.Found = true
		reply.Bundle = k.bundle(display.Bundle{Data: found.Data})
	}
	return reply, nil
}
