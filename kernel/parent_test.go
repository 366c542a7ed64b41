//go:build unix

package kernel

import (
	"os/exec"
	"strconv"
	"testing"
	"time"
)

func TestWithParent(t *testing.T) {
	parent := exec.Command("sleep", "60")
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	t.Setenv(parentVariable, strconv.Itoa(parent.Process.Pid))
	ctx, cancel := WithParent(t.Context())
	defer cancel()
	select {
	case <-ctx.Done():
		t.Fatal("context ended although the parent lives")
	case <-time.After(2 * parentPoll):
	}
	parent.Process.Kill()
	parent.Wait()
	select {
	case <-ctx.Done():
	case <-time.After(patient):
		t.Fatal("the parent's end went unnoticed")
	}
}

func TestWithParentWithoutVariable(t *testing.T) {
	t.Setenv(parentVariable, "")
	ctx, cancel := WithParent(t.Context())
	if ctx.Err() != nil {
		t.Error("context has ended")
	}
	cancel()
	<-ctx.Done()
}
