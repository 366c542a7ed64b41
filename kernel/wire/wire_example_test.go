package wire_test

import (
	"fmt"

	"gradus/kernel/wire"
)

// A request goes over the wire.
func ExampleCodec() {
	front, err := wire.NewSession("ada").New(wire.ExecuteRequest{Code: "1 + 1"}, wire.Header{})
	if err != nil {
		fmt.Println(err)
		return
	}
	frames, err := wire.NewCodec("the key of the connection file").Encode(front)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(frames), "frames, the first is", string(frames[0]))

	kernel := wire.NewCodec("the key of the connection file")
	m, err := kernel.Decode(frames)
	if err != nil {
		fmt.Println(err)
		return
	}
	var request wire.ExecuteRequest
	err = m.Decode(&request)
	fmt.Println(m.Header.Type, request.Code, err)

	_, err = kernel.Decode(frames)
	fmt.Println(err)
	// Output:
	// 6 frames, the first is <IDS|MSG>
	// execute_request 1 + 1 <nil>
	// wire: signature was seen before
}
