package kernel

import "gradus/kernel/wire"

// info introduces the kernel and its language.
func (k *Kernel) info(*request, wire.KernelInfoRequest) (wire.KernelInfoReply, error) {
	links := k.options.HelpLinks
	if links == nil {
		links = []wire.HelpLink{}
	}
	return wire.KernelInfoReply{
		Status:                wire.OK,
		ProtocolVersion:       wire.ProtocolVersion,
		Implementation:        k.options.Name,
		ImplementationVersion: k.options.Version,
		LanguageInfo:          wire.Go(),
		Banner:                k.options.Banner,
		HelpLinks:             links,
	}, nil
}

// welcome greets a new subscriber to iopub, and only that one.
func (k *Kernel) welcome(r *request, q wire.Subscribe) {
	k.send(wire.IOPub, r.Identities, wire.Welcome{Subscription: q.Topic}, wire.Header{})
}
