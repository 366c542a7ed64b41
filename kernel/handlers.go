package kernel

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"

	"gradus/kernel/wire"
)

// handlers is the table of all that the kernel understands. A new request is a
// line here, a content in package wire, and a file with its function.
var handlers = map[string]handler{
	"execute_request":     {serve: answer((*Kernel).execute), lane: cells},
	"complete_request":    {serve: answer((*Kernel).complete)},
	"inspect_request":     {serve: answer((*Kernel).inspect)},
	"is_complete_request": {serve: answer((*Kernel).isComplete)},
	"history_request":     {serve: answer((*Kernel).recall)},
	"kernel_info_request": {serve: answer((*Kernel).info)},
	"comm_info_request":   {serve: answer((*Kernel).commInfo)},
	"comm_open":           {serve: accept((*Kernel).commOpen)},
	"comm_msg":            {serve: accept((*Kernel).commMsg)},
	"comm_close":          {serve: accept((*Kernel).commClose)},
	"interrupt_request":   {serve: answer((*Kernel).interrupt)},
	"shutdown_request":    {serve: answer((*Kernel).shutdown)},

	"input_reply": {serve: accept((*Kernel).inputReply), only: wire.Stdin},
	"subscribe":   {serve: accept((*Kernel).welcome), only: wire.IOPub},
}

// A lane is a queue of requests that are served one after the other: cells
// have one, and so has each channel for everything else.
type lane string

const cells lane = "cells"

// handler is how messages of one type are served.
type handler struct {
	// serve returns the reply, if there is to be one. An error becomes an
	// error reply.
	serve func(*Kernel, *request) (wire.Content, error)
	lane  lane         // the channel's own when empty
	only  wire.Channel // it may come on; shell and control when empty
}

// request is a message being served.
type request struct {
	*wire.Message
	channel wire.Channel
	handler handler
	out     *output // publishes with this request as parent
	aborted bool    // a cell that was queued behind one that failed
	after   func()  // called when all is answered
}

// lookup finds the handler of a message. The zero handler, of messages that are
// not known on their channel, does nothing.
func lookup(channel wire.Channel, msgType string) (h handler, known bool) {
	h, known = handlers[msgType]
	if h.only == "" {
		known = known && carriesRequests(channel)
	} else {
		known = h.only == channel
	}
	if !known {
		return handler{}, false
	}
	return h, true
}

// carriesRequests tells shell and control, whose messages are answered between
// busy and idle, from stdin and iopub.
func carriesRequests(channel wire.Channel) bool {
	return channel == wire.Shell || channel == wire.Control
}

func (h handler) laneFor(channel wire.Channel) lane {
	if h.lane != "" {
		return h.lane
	}
	return lane(channel)
}

// answer adapts a function from a typed content to a typed reply.
func answer[Q any, A wire.Content](serve func(*Kernel, *request, Q) (A, error)) func(*Kernel, *request) (wire.Content, error) {
	return func(k *Kernel, r *request) (wire.Content, error) {
		var q Q
		if err := r.Decode(&q); err != nil {
			return nil, err
		}
		return serve(k, r, q)
	}
}

// accept adapts a function of a typed content that has no reply.
func accept[Q any](serve func(*Kernel, *request, Q)) func(*Kernel, *request) (wire.Content, error) {
	return func(k *Kernel, r *request) (wire.Content, error) {
		var q Q
		if err := r.Decode(&q); err != nil {
			return nil, err
		}
		serve(k, r, q)
		return nil, nil
	}
}

// drive serves the requests of a lane.
func (k *Kernel) drive(q *queue[*request]) {
	for {
		r, err := q.take(context.Background())
		if err != nil {
			return
		}
		k.bracket(r)
	}
}

// bracket serves one request between busy and idle.
func (k *Kernel) bracket(r *request) {
	bracketed := carriesRequests(r.channel)
	if bracketed {
		r.out.publish(wire.KernelStatus{State: wire.Busy})
	}
	if reply := k.reply(r); reply != nil {
		r.out.flush()
		k.send(r.channel, r.Identities, reply, r.Header)
	}
	if bracketed {
		r.out.publish(wire.KernelStatus{State: wire.Idle})
	}
	if r.after != nil {
		r.after()
	}
}

// reply calls the request's handler. What goes wrong there, a panic included,
// is logged and told to the sender, if the request is one that has a reply.
func (k *Kernel) reply(r *request) (reply wire.Content) {
	if r.handler.serve == nil {
		return nil
	}
	defer func() {
		if v := recover(); v != nil {
			k.log.Error("handler panicked", "type", r.Header.Type, "panic", v, "stack", string(debug.Stack()))
			reply = k.failure(r, wire.Failure{Name: "KernelError", Value: fmt.Sprint(v)})
		}
	}()
	reply, err := r.handler.serve(k, r)
	if err != nil {
		k.log.Warn("request refused", "type", r.Header.Type, "error", err)
		return k.failure(r, wire.Failure{Name: "RequestError", Value: err.Error()})
	}
	return reply
}

// failure returns the error reply to r, or nil when r has no reply.
func (k *Kernel) failure(r *request, f wire.Failure) wire.Content {
	name, isRequest := strings.CutSuffix(r.Header.Type, "_request")
	if !isRequest {
		return nil
	}
	f.Traceback = []string{f.Name + ": " + f.Value}
	reply := wire.ErrorReply{Type: name + "_reply", Status: wire.Failed, Failure: f}
	if r.handler.lane == cells {
		count := k.history.count()
		reply.ExecutionCount = &count
	}
	return reply
}
