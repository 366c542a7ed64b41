package kernel

import "gradus/kernel/wire"

// interrupt stops the running cell. The reply does not wait for it.
func (k *Kernel) interrupt(*request, wire.InterruptRequest) (wire.InterruptReply, error) {
	k.Interrupt()
	return wire.InterruptReply{Status: wire.OK}, nil
}

// shutdown ends the kernel once it has answered, whatever a cell is doing. A
// restart is the business of whoever started this process.
func (k *Kernel) shutdown(r *request, q wire.ShutdownRequest) (wire.ShutdownReply, error) {
	k.abortQueued()
	k.running.stop()
	reply := wire.ShutdownReply{Status: wire.OK, Restart: q.Restart}
	r.out.publish(reply)
	r.after = k.end
	return reply, nil
}
