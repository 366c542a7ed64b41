// Command speed compares the engines of package eval with CPython and with
// compiled Go, on the same programs in one run:
//
//	go run ./kernel/eval/yardstick/speed -rounds 5
//
// Each program of testdata exists in Go and in Python, with the same algorithm
// and sizes. It measures its own work by the wall clock and says on standard
// error how many seconds that took; start-up and compilation are not part of
// it. All forms of a program run in turns, in processes of their own, and must
// print the same. The table has medians in milliseconds, and geometric means
// of the ratios.
package main

import (
	"context"
	"embed"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"gradus/kernel/eval/yardstick"
)

//go:embed testdata
var testdata embed.FS

func main() {
	yardstick.Child()
	var o options
	var only string
	flag.IntVar(&o.rounds, "rounds", 5, "how often each program runs")
	flag.StringVar(&o.python, "python", "python3", "the CPython to compare with")
	flag.StringVar(&only, "only", "", "a regular expression for the names of programs")
	flag.DurationVar(&o.timeout, "timeout", time.Minute, "for one run of one program")
	flag.Parse()
	var err error
	if o.only, err = regexp.Compile(only); err == nil {
		err = run(context.Background(), o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(1)
	}
}

type options struct {
	rounds  int
	python  string
	only    *regexp.Regexp
	timeout time.Duration
}

func run(ctx context.Context, o options) error {
	dir, err := os.MkdirTemp("", "speed")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.CopyFS(dir, testdata); err != nil {
		return err
	}
	folder := filepath.Join(dir, "testdata")
	runner, err := yardstick.NewRunner(ctx)
	if err != nil {
		return err
	}
	defer runner.Close()
	contestants, about, err := contestants(runner, folder, o)
	if err != nil {
		return err
	}
	fmt.Println(about)
	names, err := programs(o.only)
	if err != nil {
		return err
	}
	var rows []row
	for _, name := range names {
		r, err := measure(name, contestants, o.rounds)
		if err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "%s ", name)
		rows = append(rows, r)
	}
	fmt.Fprintln(os.Stderr)
	fmt.Print(table(contestants, rows))
	return nil
}

// programs are the names of the embedded programs, without extension.
func programs(only *regexp.Regexp) (names []string, err error) {
	entries, err := testdata.ReadDir("testdata")
	for _, e := range entries {
		if name, isGo := strings.CutSuffix(e.Name(), ".go"); isGo && only.MatchString(name) {
			names = append(names, name)
		}
	}
	return names, err
}
