// Package wire is the Jupyter messaging protocol as Go types: messages and
// their headers, the multipart frames and HMAC signatures that carry them, the
// connection file, and the content of every message as a struct. Section names
// in the comments are those of "Messaging in Jupyter", protocol version
// [ProtocolVersion].
//
// Nothing here opens a socket: package zmq does, and the in-process pipe of
// package kernel needs none.
package wire

// ProtocolVersion is the version of the messaging protocol spoken, in every
// header and in kernel_info_reply alike. 5.4 brought iopub_welcome.
const ProtocolVersion = "5.4"

// A Channel is one of the protocol's sockets ("Introduction"). Heartbeats
// carry no messages and need none.
type Channel string

// The channels that carry messages.
const (
	Shell   Channel = "shell"   // requests of a front end, queued
	Control Channel = "control" // requests that must not wait: interrupt, shutdown, debug
	Stdin   Channel = "stdin"   // requests of the kernel: input
	IOPub   Channel = "iopub"   // broadcast of output and status
)
