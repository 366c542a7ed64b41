package kernel

import "gradus/kernel/wire"

// complete lists what may stand at the cursor, also while a cell runs. A
// cursor outside of the code has no matches.
func (k *Kernel) complete(_ *request, q wire.CompleteRequest) (wire.CompleteReply, error) {
	at, inside := byteOffset(q.Code, q.CursorPos)
	reply := wire.CompleteReply{Status: wire.OK, Matches: []string{}}
	if !inside {
		reply.CursorStart = runeOffset(q.Code, at)
		reply.CursorEnd = reply.CursorStart
		return reply, nil
	}
	found := k.eval.Complete(q.Code, at)
	reply.CursorStart = runeOffset(q.Code, found.Start)
	reply.CursorEnd = runeOffset(q.Code, found.End)
	if len(found.Matches) == 0 {
		reply.CursorStart, reply.CursorEnd = q.CursorPos, q.CursorPos
	}
	for _, m := range found.Matches {
		reply.Matches = append(reply.Matches, m.Text)
		reply.Metadata.Types = append(reply.Metadata.Types, wire.CompletionType{
			Start: reply.CursorStart, End: reply.CursorEnd,
			Text: m.Text, Type: m.Kind, Signature: m.Signature,
		})
	}
	return reply, nil
}
