package quota

import (
	"encoding/binary"
	"syscall"
)

// total is the machine's memory. Sysctl takes the number for a text, and its
// last byte, which is 0, for the end of that.
func total() uint64 {
	text, err := syscall.Sysctl("hw.memsize")
	if err != nil {
		return 0
	}
	var n [8]byte
	copy(n[:], text)
	return binary.LittleEndian.Uint64(n[:])
}
