// Package pythontest runs Python in tests that compare nn with other people's
// programs: safetensors, onnx, onnxruntime.
package pythontest

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Python returns the command of a Python with the modules: $GRADUS_TEST_PYTHON, or else
// python3. Where there is none the test is skipped, and says why; under CI=true it
// fails, as .ci/run installs them.
func Python(t *testing.T, modules ...string) string {
	t.Helper()
	python := cmp.Or(os.Getenv("GRADUS_TEST_PYTHON"), "python3")
	imports := "import " + strings.Join(modules, ", ")
	if out, err := exec.Command(python, "-c", imports).CombinedOutput(); err != nil {
		miss := t.Skipf
		if os.Getenv("CI") == "true" {
			miss = t.Fatalf
		}
		miss("%s cannot %s (set GRADUS_TEST_PYTHON to one that can): %v\n%s", python, imports, err, lastLine(out))
	}
	return python
}

// Run runs a Python program with args and returns what it prints; the test fails
// if the program does. See Python for where there are no such modules.
func Run(t *testing.T, modules []string, program string, args ...string) string {
	t.Helper()
	python := Python(t, modules...)
	cmd := exec.Command(python, append([]string{"-c", program}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", python, err, out, stderr.Bytes())
	}
	return string(out)
}

func lastLine(out []byte) string {
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[len(lines)-1]
}
