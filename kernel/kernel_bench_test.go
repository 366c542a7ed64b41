package kernel

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"gradus/kernel/wire"
)

// serveBench starts a kernel for a benchmark.
func serveBench(b *testing.B) *Client {
	client, transport := Pipe()
	served := make(chan error, 1)
	k := New(newScript(), Options{Log: slog.New(slog.DiscardHandler)})
	ctx, cancel := context.WithCancel(context.Background())
	go func() { served <- k.Serve(ctx, transport) }()
	b.Cleanup(func() { cancel(); <-served })
	return client
}

func BenchmarkExecute(b *testing.B) {
	client := serveBench(b)
	for b.Loop() {
		if _, err := client.Execute(b.Context(), wire.ExecuteRequest{Code: "value 2", StoreHistory: true}, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStream100kLines(b *testing.B) {
	client, transport := Pipe()
	k := New(newScript(), Options{})
	k.transport = transport
	messages := 0
	for b.Loop() {
		o := &output{kernel: k}
		out := o.stream("stdout")
		for i := range 100_000 {
			fmt.Fprintln(out, i)
		}
		o.publish(wire.KernelStatus{State: wire.Idle})
		for {
			_, m, err := client.Receive(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			messages++
			if m.Header.Type == "status" {
				break
			}
		}
	}
	b.ReportMetric(float64(messages)/float64(b.N), "messages/op")
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}
