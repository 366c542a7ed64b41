package errors

import (
	"fmt"
	"io/fs"
	"testing"
)

func TestAsType(t *testing.T) {
	err := fmt.Errorf("reading: %w", &fs.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist})
	if e, ok := AsType[*fs.PathError](err); !ok || e.Op != "open" {
		t.Errorf("%v, %v", e, ok)
	}
	if e, ok := AsType[*fs.PathError](fs.ErrExist); ok || e != nil {
		t.Errorf("%v, %v", e, ok)
	}
}
