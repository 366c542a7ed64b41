// Package zmq is the kernel's transport over ZeroMQ: the shell, control, stdin,
// iopub and heartbeat sockets of a connection file.
//
// It uses zmq4 for the protocol on a connection (greeting, handshake, frames)
// and has sockets of its own above it, because those of zmq4 let one peer harm
// the others: one that connects and stays silent blocks accept, one that does
// not read blocks every sender, and a malformed handshake panics in a goroutine
// that is not ours to protect. Here
//
//   - guard.go   limits what one connection may send, before zmq4 reads it;
//   - peer.go    is one connection, with a deadline for its handshake and a
//     queue of its own;
//   - outbox.go  is that queue;
//   - socket.go  accepts peers and finds them: ROUTER, XPUB and REP;
//   - zmq.go     makes the five sockets a transport of the kernel.
package zmq
