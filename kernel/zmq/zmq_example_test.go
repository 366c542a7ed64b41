package zmq_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"gradus/kernel"
	"gradus/kernel/wire"
	"gradus/kernel/zmq"
)

// A kernel serves the sockets of a connection file.
func ExampleListen() {
	dir, err := os.MkdirTemp("", "kernel")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	file, err := wire.ParseConnection([]byte(`{
		"transport": "ipc", "ip": "kernel", "key": "secret", "signature_scheme": "hmac-sha256",
		"shell_port": 1, "control_port": 2, "iopub_port": 3, "stdin_port": 4, "hb_port": 5}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	file.IP = filepath.Join(dir, file.IP)

	sockets, err := zmq.Listen(file, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = zmq.Listen(file, nil)
	fmt.Println("a second kernel cannot listen:", err != nil)

	ctx, stop := context.WithCancel(context.Background())
	stop() // or a shutdown_request
	fmt.Println(kernel.New(nil, kernel.Options{}).Serve(ctx, sockets))
	// Output:
	// a second kernel cannot listen: true
	// <nil>
}
