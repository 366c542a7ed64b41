package yardstick

import (
	"context"
	"fmt"
	"os"
	"runtime/metrics"
	"time"

	"gradus/kernel/eval"
	"gradus/kernel/eval/packages"
)

// The environment by which a process learns that it is to run one program.
const (
	engineVariable    = "GRADUS_YARDSTICK_ENGINE"
	catalogueVariable = "GRADUS_YARDSTICK_PACKAGES"
	programVariable   = "GRADUS_YARDSTICK_PROGRAM"
)

const (
	memoryLimit  = 2 << 30 // bytes
	memoryStatus = 97      // the exit status of a process beyond it
)

// Child runs one program on one engine and exits, if a [Runner] started this
// process for that; else it returns. A binary that uses a Runner calls it
// before anything else.
func Child() {
	name := os.Getenv(engineVariable)
	if name == "" {
		return
	}
	status, err := runChild(name)
	if err != nil {
		fmt.Fprintln(os.Stderr, "yardstick:", err)
		status = 1
	}
	os.Exit(status)
}

func runChild(name string) (status int, err error) {
	e, ok := engine(name)
	if !ok {
		return 0, fmt.Errorf("no engine %q", name)
	}
	known, err := packages.Open(os.Getenv(catalogueVariable))
	if err != nil {
		return 0, err
	}
	defer known.Close()
	file := os.Getenv(programVariable)
	source, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	for _, v := range []string{engineVariable, catalogueVariable, programVariable} {
		os.Unsetenv(v)
	}
	os.Args = []string{file}
	built, err := e.New()
	if err != nil {
		return 0, err
	}
	go watchMemory()
	streams := eval.Streams{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}
	return eval.NewSession(built, known).RunProgram(context.Background(), file, string(source), streams), nil
}

// watchMemory ends the process before it takes the machine's memory.
func watchMemory() {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(100 * time.Millisecond) {
		metrics.Read(sample)
		if sample[0].Value.Uint64()-sample[1].Value.Uint64() > memoryLimit {
			fmt.Fprintln(os.Stderr, "yardstick: out of memory")
			os.Exit(memoryStatus)
		}
	}
}
