package kernel

import "gradus/kernel/wire"

// The kernel offers no comm target, so that no comm is ever open. A package of
// widgets would register its targets with the kernel; these four functions are
// all that would ask them.

// commOpen refuses a comm to a target that is not there, as the protocol
// demands, lest the front end believe that it is open.
func (k *Kernel) commOpen(r *request, q wire.CommOpen) { k.refuseComm(r, q.ID, "target "+q.Target) }

// commMsg tells a front end that the comm it uses is closed.
func (k *Kernel) commMsg(r *request, q wire.CommMsg) { k.refuseComm(r, q.ID, "comm "+q.ID) }

// commClose has nothing to close.
func (k *Kernel) commClose(_ *request, q wire.CommClose) {
	k.log.Debug("comm_close for an unknown comm", "comm", q.ID)
}

// commInfo lists the open comms.
func (k *Kernel) commInfo(*request, wire.CommInfoRequest) (wire.CommInfoReply, error) {
	return wire.CommInfoReply{Status: wire.OK, Comms: map[string]wire.CommInfo{}}, nil
}

func (k *Kernel) refuseComm(r *request, id, what string) {
	k.log.Warn("comm refused: unknown "+what, "comm", id)
	r.out.publish(wire.CommClose{ID: id, Data: map[string]any{}})
}
