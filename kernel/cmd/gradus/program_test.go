package main_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const programInput = "one two\nthree\n"

// Every program of testdata does under gradus run, on both engines, what it does
// under go run: the same output, the same exit status, a panic in the same words
// at the same line. Those in the folder ssa need our own engine.
func TestProgramsAsGoRun(t *testing.T) {
	files, err := filepath.Glob("testdata/programs/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	own, err := filepath.Glob("testdata/programs/ssa/*.go")
	if err != nil || len(own) == 0 {
		t.Fatal("no programs for our own engine", err)
	}
	for _, file := range append(files, own...) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			args := arguments(t, file)
			want := goRun(t, file, args)
			for engine := range engines {
				if slices.Contains(own, file) && engine != "ssa" {
					continue
				}
				have := runCaptured(t, binary(t), append([]string{"run", "--engine", engine, file}, args...)...)
				if differences := have.differences(want); differences != "" {
					t.Errorf("on %s: %s", engine, differences)
				}
			}
		})
	}
}

// differences says in what an outcome is not that of go run.
func (have outcome) differences(want outcome) string {
	var text strings.Builder
	differ := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	if have.status != want.status {
		differ("exit status %d, go run has %d", have.status, want.status)
	}
	if have.stdout != want.stdout {
		differ("stdout %q, go run has %q", have.stdout, want.stdout)
	}
	if essence(have.stderr) != essence(want.stderr) {
		differ("stderr\n%s\ngo run has\n%s\n(in full:\n%s\nand\n%s)",
			essence(have.stderr), essence(want.stderr), have.stderr, want.stderr)
	}
	return text.String()
}

var argument = regexp.MustCompile(`"[^"]*"|\S+`)

// arguments are those that a program's first line asks for, as in
//
//	// args: -n 3 "two words"
func arguments(t *testing.T, file string) (args []string) {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(source), "\n")
	line, _ := strings.CutPrefix(first, "// args:")
	if line == first {
		return nil
	}
	for _, arg := range argument.FindAllString(line, -1) {
		if plain, err := strconv.Unquote(arg); err == nil {
			arg = plain
		}
		args = append(args, arg)
	}
	return args
}

type outcome struct {
	stdout, stderr string
	status         int
}

// goRun builds and runs the program as "go run" does, but with the program's
// own exit status.
func goRun(t *testing.T, file string, args []string) outcome {
	t.Helper()
	program := filepath.Join(t.TempDir(), "program.exe")
	if built := runCaptured(t, "go", "build", "-o", program, file); built.status != 0 {
		return built
	}
	return runCaptured(t, program, args...)
}

// runCaptured runs a command, but not for ever: a program that hangs fails.
func runCaptured(t *testing.T, name string, args ...string) outcome {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(programInput), &stdout, &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		t.Fatalf("%s hangs, after %q and %q", name, &stdout, &stderr)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

var (
	place  = regexp.MustCompile(`(\w+\.go:\d+)`)
	signal = regexp.MustCompile(`(\[signal \w+: [a-z ]+?)( code=.*)?\]`)
)

// essence keeps of standard error what does not depend on how the program was
// run: messages with base name and line; of a traceback, the words of the
// panic and the line where it happened.
func essence(stderr string) string {
	var out []string
	for line := range strings.SplitSeq(stderr, "\n") {
		switch at := place.FindString(line); {
		case strings.HasPrefix(line, "#"), strings.HasPrefix(line, "goroutine "), line == "":
		case strings.HasPrefix(line, "\t") && at != "":
			return strings.Join(append(out, at), "\n")
		case strings.HasPrefix(line, "main."), strings.HasPrefix(line, "panic("):
		case at != "":
			out = append(out, at+line[strings.LastIndex(line, ": "):])
		default:
			out = append(out, signal.ReplaceAllString(line, "$1]"))
		}
	}
	return strings.Join(out, "\n")
}
