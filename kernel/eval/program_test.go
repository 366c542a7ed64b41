package eval_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gradus/kernel/eval"
)

const programInput = "one two\nthree\n"

// Every program of testdata does what "go run" makes it do: the same output,
// the same exit status, a panic in the same words at the same line.
func TestRunProgram(t *testing.T) {
	files, _ := filepath.Glob("testdata/programs/*.go")
	if len(files) == 0 {
		t.Fatal("no programs")
	}
	for engine := range engines {
		for _, file := range files {
			t.Run(engine+"/"+filepath.Base(file), func(t *testing.T) {
				source, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				want := goRun(t, file)
				var stdout, stderr bytes.Buffer
				os.Args = append([]string{file}, "a", "b")
				status := newSession(t, engine).RunProgram(context.Background(), file, string(source),
					eval.Streams{Stdout: &stdout, Stderr: &stderr, Stdin: strings.NewReader(programInput)})
				if status != want.status {
					t.Errorf("exit status %d, go run has %d", status, want.status)
				}
				if stdout.String() != want.stdout {
					t.Errorf("stdout %q, go run has %q", stdout.String(), want.stdout)
				}
				if have := essence(stderr.String(), file); have != essence(want.stderr, file) {
					t.Errorf("stderr\n%s\ngo run has\n%s\n(in full:\n%s)", have, essence(want.stderr, file), want.stderr)
				}
			})
		}
	}
}

type outcome struct {
	stdout, stderr string
	status         int
}

// goRun builds and runs the program, as "go run" does; the status is that of
// the program itself.
func goRun(t *testing.T, file string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	binary := filepath.Join(t.TempDir(), "program.exe")
	build := exec.Command("go", "build", "-o", binary, file)
	build.Stderr = &stderr
	if err := build.Run(); err != nil {
		return outcome{"", stderr.String(), 1}
	}
	cmd := exec.Command(binary, "a", "b")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(programInput), &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

var place = regexp.MustCompile(`(\w+\.go:\d+)`)

// essence keeps of standard error what does not depend on how the program was
// run: messages with base name and line; of a traceback, the words of the panic
// and the line where it happened.
func essence(stderr, file string) string {
	var out []string
	for _, line := range strings.Split(stderr, "\n") {
		switch at := place.FindString(line); {
		case strings.HasPrefix(line, "#"), strings.HasPrefix(line, "goroutine"), strings.HasPrefix(line, "exit status"), line == "":
		case strings.HasPrefix(line, "\t") && at != "":
			return strings.Join(append(out, at), "\n")
		case strings.HasPrefix(line, "main."), strings.HasPrefix(line, "panic("):
		case at != "":
			out = append(out, at+line[strings.LastIndex(line, ": "):])
		default:
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
