package kernel

import (
	"context"
	"errors"
	"io"
	"testing"

	"gradus/kernel/wire"
)

// piped starts a kernel and returns its client.
func piped(t *testing.T) (*Client, *script, chan error) {
	s := newScript()
	client, transport := Pipe()
	served := make(chan error, 1)
	go func() { served <- New(s, Options{}).Serve(t.Context(), transport) }()
	return client, s, served
}

// A context that ends interrupts the cell, whose reply is still received.
func TestClientExecuteInterrupts(t *testing.T) {
	client, s, served := piped(t)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-s.blocked; cancel() }()
	reply, err := client.Execute(ctx, wire.ExecuteRequest{Code: "wait"}, nil)
	if !errors.Is(err, context.Canceled) || reply.Status != wire.Failed || reply.Failure.Name != "Interrupted" {
		t.Errorf("reply %+v, %v", reply, err)
	}
	if _, err := client.Execute(ctx, wire.ExecuteRequest{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that has ended: %v", err)
	}
	reply, err = client.Execute(t.Context(), wire.ExecuteRequest{Code: "value 1"}, nil)
	if err != nil || reply.Status != wire.OK {
		t.Errorf("afterwards: %+v, %v", reply, err)
	}
	client.Shutdown(t.Context())
	<-served
}

// The client answers an input request from within Do.
func TestClientAnswersInput(t *testing.T) {
	client, _, served := piped(t)
	printed := ""
	each := func(channel wire.Channel, m *wire.Message) {
		var s wire.Stream
		switch {
		case channel == wire.Stdin:
			client.Send(wire.Stdin, wire.InputReply{Value: "Grace"})
		case m.Header.Type == s.MsgType():
			m.Decode(&s)
			printed += s.Text
		}
	}
	if _, err := client.Execute(t.Context(), wire.ExecuteRequest{Code: "read", AllowStdin: true}, each); err != nil {
		t.Error(err)
	}
	if want := `read "Grace\n"` + "\n"; printed != want {
		t.Errorf("printed %q, want %q", printed, want)
	}
	client.Shutdown(t.Context())
	<-served
}

// When the kernel has ended, the client is told so.
func TestClientOfEndedKernel(t *testing.T) {
	client, _, served := piped(t)
	if err := client.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-served
	if _, err := client.Send(wire.Shell, wire.KernelInfoRequest{}); err == nil {
		t.Error("a request was accepted")
	}
	for {
		if _, _, err := client.Receive(t.Context()); err != nil {
			if !errors.Is(err, io.EOF) {
				t.Error(err)
			}
			return
		}
	}
}

// An interrupt ends a cell that waits for input.
func TestInterruptDuringInput(t *testing.T) {
	client, _, served := piped(t)
	each := func(channel wire.Channel, _ *wire.Message) {
		if channel == wire.Stdin {
			client.Interrupt()
		}
	}
	reply, err := client.Execute(t.Context(), wire.ExecuteRequest{Code: "read", AllowStdin: true}, each)
	if err != nil || reply.Status != wire.Failed {
		t.Errorf("reply %+v, %v", reply, err)
	}
	client.Shutdown(t.Context())
	<-served
}
