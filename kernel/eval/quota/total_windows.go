package quota

import (
	"syscall"
	"unsafe"
)

// total is the machine's memory.
func total() uint64 {
	status := struct {
		length, load                                                               uint32
		physical, free, pageFile, freePageFile, virtual, freeVirtual, freeExtended uint64
	}{length: 64}
	call := syscall.NewLazyDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	if ok, _, _ := call.Call(uintptr(unsafe.Pointer(&status))); ok == 0 {
		return 0
	}
	return status.physical
}
