package eval_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"gradus/kernel/eval"
)

func TestCaptureFiles(t *testing.T) {
	s := newSession(t, "yaegi")
	restore, err := s.CaptureFiles()
	if err != nil {
		t.Fatal(err)
	}
	defer restore()
	var stdout, stderr bytes.Buffer
	execute := func(source string) {
		t.Helper()
		stdout.Reset()
		stderr.Reset()
		r := s.Execute(context.Background(), eval.Cell{Source: source}, eval.Streams{Stdout: &stdout, Stderr: &stderr, Stdin: strings.NewReader("")})
		if r.Err != nil {
			t.Fatal(r.Err)
		}
	}
	execute(`fmt.Fprint(os.Stdout, "to the file "); fmt.Fprint(os.Stderr, "an error")`)
	if stdout.String() != "to the file " || stderr.String() != "an error" {
		t.Errorf("stdout %q, stderr %q", stdout.String(), stderr.String())
	}
	// More than a pipe holds at once.
	execute(`for i := 0; i < 20000; i++ { fmt.Fprintln(os.Stdout, i) }`)
	var want strings.Builder
	for i := range 20000 {
		fmt.Fprintln(&want, i)
	}
	if stdout.String() != want.String() {
		t.Errorf("%d bytes arrived of %d", stdout.Len(), want.Len())
	}
	restore()
	if os.Stdout.Name() != "/dev/stdout" {
		t.Errorf("os.Stdout is %s after restore", os.Stdout.Name())
	}
}
