// Package runtime has the generic function of package runtime.
package runtime

import (
	"runtime"
	"unsafe"
)

// AddCleanup is runtime.AddCleanup. All cleanups are compiled as one kind: of a
// byte's address and a function.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) runtime.Cleanup {
	return runtime.AddCleanup((*byte)(unsafe.Pointer(ptr)), func(f func()) { f() }, func() { cleanup(arg) })
}
