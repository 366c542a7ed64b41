package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"gradus/kernel/lab/labtest"
)

// notForUs are tests of jupyter_kernel_test that skip, and why.
var notForUs = map[string]string{
	"test_pager": "a pager payload is deprecated by the protocol; help is inspect_request",
}

// The newest jupyter_kernel_test finds nothing wrong with the kernels as they
// are installed, and skips nothing that has not been agreed to.
func TestKernelConformance(t *testing.T) {
	python, in := labtest.Python(t), install(t)
	for engine, kernel := range engines {
		t.Run(engine, func(t *testing.T) { conforms(t, in, python, kernel) })
	}
}

func conforms(t *testing.T, in installed, python, kernel string) {
	var results bytes.Buffer
	runPython(t, in, &results, python, "testdata/conformance.py", kernel)
	ran := map[string]bool{}
	for dec := json.NewDecoder(&results); dec.More(); {
		var r struct{ Name, Problem string }
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		ran[r.Name] = true
		t.Run(r.Name, func(t *testing.T) {
			switch {
			case notForUs[r.Name] != "" && strings.HasPrefix(r.Problem, "skipped: "):
				t.Log(notForUs[r.Name])
			case r.Problem != "":
				t.Error(r.Problem)
			}
		})
	}
	for _, name := range []string{"test_kernel_info", "test_execute_stdout", "test_stdin", "test_recv_iopub_welcome_msg"} {
		if !ran[name] {
			t.Errorf("%s did not run", name)
		}
	}
}

// runPython runs a Python program that finds the installed kernel.
func runPython(t *testing.T, in installed, stdout *bytes.Buffer, python string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, python, args...)
	cmd.Env, cmd.Stdout, cmd.Stderr = in.environ(), stdout, os.Stderr
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, stdout)
	}
}
