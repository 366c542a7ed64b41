package kernel_test

import (
	"context"
	"fmt"
	"strings"

	"gradus/kernel"
	"gradus/kernel/display"
	"gradus/kernel/eval"
	"gradus/kernel/wire"
)

// shouter is an evaluator: the value of a cell is its source in capitals.
type shouter struct{}

func (shouter) Execute(_ context.Context, c eval.Cell, s eval.Streams) eval.Result {
	fmt.Fprintf(s.Stdout, "cell %d\n", c.Number)
	value := display.Text(strings.ToUpper(c.Source))
	return eval.Result{Value: &value}
}
func (shouter) Evaluate(context.Context, string) (display.Bundle, *eval.Error) {
	return display.Bundle{}, nil
}
func (shouter) Complete(string, int) eval.Completion      { return eval.Completion{} }
func (shouter) Inspect(string, int, int) eval.Inspection  { return eval.Inspection{} }
func (shouter) IsComplete(string) (status, indent string) { return "complete", "" }

// A kernel without sockets: the way notebooks run headless.
func ExamplePipe() {
	ctx := context.Background()
	client, transport := kernel.Pipe()
	served := make(chan error)
	go func() { served <- kernel.New(shouter{}, kernel.Options{}).Serve(ctx, transport) }()

	request := wire.ExecuteRequest{Code: "step by step", StoreHistory: true}
	reply, err := client.Execute(ctx, request, func(channel wire.Channel, m *wire.Message) {
		if m.Header.Type != "status" {
			fmt.Printf("%s %s %s\n", channel, m.Header.Type, m.Content)
		}
	})
	fmt.Println(reply.Status, err)

	client.Shutdown(ctx)
	fmt.Println(<-served)
	// Output:
	// iopub execute_input {"code":"step by step","execution_count":1}
	// iopub stream {"name":"stdout","text":"cell 1\n"}
	// iopub execute_result {"execution_count":1,"data":{"text/plain":"STEP BY STEP"},"metadata":{}}
	// shell execute_reply {"status":"ok","execution_count":1,"user_expressions":{},"payload":[]}
	// ok <nil>
	// <nil>
}
