package kernel

import (
	"context"
	"fmt"
	"os"
	"strconv"
)

// parentVariable is the environment variable in which Jupyter names the
// process that started the kernel: its pid or, on Windows, a handle of it.
const parentVariable = "JPY_PARENT_PID"

// WithParent returns a context that ends when the process named by
// JPY_PARENT_PID does, so that no kernel outlives a Jupyter that crashed.
// Without that variable it is ctx, but for its cancel function.
func WithParent(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := func() { cancel(nil) }
	parent, err := strconv.Atoi(os.Getenv(parentVariable))
	if err != nil || parent <= 1 {
		return ctx, stop
	}
	go func() {
		if waitForExit(ctx, parent) {
			cancel(fmt.Errorf("process %d, which started this kernel, has ended", parent))
		}
	}()
	return ctx, stop
}
