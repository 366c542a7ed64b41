package kernel

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"gradus/kernel/wire"
)

// Pipe returns the two ends of a transport within the process: a [Client], and
// what the kernel is to serve. Nothing is signed or encoded in frames.
func Pipe() (*Client, Transport) {
	p := &pipe{requests: newQueue[parcel](), answers: newQueue[parcel]()}
	c := &Client{pipe: p, session: wire.NewSession("client")}
	c.Send(wire.IOPub, wire.Subscribe{})
	return c, p
}

// parcel is a message on its channel.
type parcel struct {
	channel wire.Channel
	message *wire.Message
}

// pipe is the kernel's end.
type pipe struct{ requests, answers *queue[parcel] }

// Receive returns the client's next message.
func (p *pipe) Receive() (wire.Channel, *wire.Message, error) {
	next, err := p.requests.take(context.Background())
	return next.channel, next.message, err
}

// Send gives the client a message.
func (p *pipe) Send(channel wire.Channel, m *wire.Message) error {
	if !p.answers.put(parcel{channel, m}) {
		return io.ErrClosedPipe
	}
	return nil
}

// Close ends both directions. The client can still receive what was sent.
func (p *pipe) Close() error {
	p.requests.close()
	p.answers.close()
	return nil
}

// Client is a front end within the process. Send may be called from many
// goroutines; Receive, Do and Execute from one at a time.
type Client struct {
	pipe    *pipe
	session *wire.Session
}

// Send sends a message and returns it; its header's ID will be in the parent
// headers of the answers.
func (c *Client) Send(channel wire.Channel, content wire.Content) (*wire.Message, error) {
	m, err := c.session.New(content, wire.Header{})
	if err != nil {
		return nil, err
	}
	if !c.pipe.requests.put(parcel{channel, m}) {
		return nil, fmt.Errorf("%s: the kernel has ended", content.MsgType())
	}
	return m, nil
}

// Receive returns the kernel's next message of any channel, in the order in
// which they were sent, or io.EOF when the kernel has ended.
func (c *Client) Receive(ctx context.Context) (wire.Channel, *wire.Message, error) {
	next, err := c.pipe.answers.take(ctx)
	return next.channel, next.message, err
}

// Do sends a request and waits until it is answered and done. It passes each
// message that belongs to it to each, if not nil, and returns the reply. An
// input request among them is for each to answer, with Send.
func (c *Client) Do(ctx context.Context, channel wire.Channel, content wire.Content, each func(wire.Channel, *wire.Message)) (*wire.Message, error) {
	request, err := c.Send(channel, content)
	if err != nil {
		return nil, err
	}
	return c.await(ctx, request, channel, each)
}

// await receives until request's idle, and returns its reply.
func (c *Client) await(ctx context.Context, request *wire.Message, on wire.Channel, each func(wire.Channel, *wire.Message)) (*wire.Message, error) {
	var reply *wire.Message
	for {
		channel, m, err := c.Receive(ctx)
		if err != nil {
			return reply, fmt.Errorf("%s: %w", request.Header.Type, err)
		}
		if m.Parent.ID != request.Header.ID {
			continue
		}
		if each != nil {
			each(channel, m)
		}
		var status wire.KernelStatus
		switch {
		case channel == on:
			reply = m
		case m.Header.Type != status.MsgType():
		case m.Decode(&status) == nil && status.State == wire.Idle:
			return reply, nil
		}
	}
}

// patience is how long Execute waits for an interrupted cell to end.
const patience = 2 * time.Second

// Execute runs a cell and passes what it publishes to each, as [Client.Do]
// does. When ctx ends, the cell is interrupted; its reply is returned together
// with ctx's error.
func (c *Client) Execute(ctx context.Context, q wire.ExecuteRequest, each func(wire.Channel, *wire.Message)) (wire.ExecuteReply, error) {
	if err := ctx.Err(); err != nil {
		return wire.ExecuteReply{}, err
	}
	request, err := c.Send(wire.Shell, q)
	if err != nil {
		return wire.ExecuteReply{}, err
	}
	receiving, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		c.Interrupt()
		time.AfterFunc(patience, cancel)
	})
	defer stop()
	m, err := c.await(receiving, request, wire.Shell, each)
	var reply wire.ExecuteReply
	if m != nil {
		err = errors.Join(err, m.Decode(&reply))
	}
	return reply, errors.Join(err, ctx.Err())
}

// Interrupt stops the running cell, if any.
func (c *Client) Interrupt() error {
	_, err := c.Send(wire.Control, wire.InterruptRequest{})
	return err
}

// Shutdown ends the kernel. Its Serve returns soon after.
func (c *Client) Shutdown(ctx context.Context) error {
	_, err := c.Do(ctx, wire.Control, wire.ShutdownRequest{}, nil)
	return err
}
