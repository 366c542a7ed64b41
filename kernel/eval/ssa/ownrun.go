package ssa

import (
	"fmt"
	"io"
	"time"

	"golang.org/x/tools/go/ssa"
)

// Some compiled functions concern the run that calls them, which need not be
// the latest: a goroutine that outlives its cell prints to the streams of that
// cell, and an interrupt of a later cell does not wake it.

// ofOwnRun emits a call of such a function.
func (lw *lowering) ofOwnRun(fn *ssa.Function, call *compiledCall, results []place) bool {
	switch fn.String() {
	case "time.Sleep":
		d := call.from[0].off
		lw.slow(func(fp ptr) { head(fp).th.run.sleep(time.Duration(*intAt(fp, d))) })
		return true
	case "fmt.Print", "fmt.Println", "fmt.Printf":
		lw.printing(fn.Name(), call.from, results)
		return true
	}
	return false
}

func (lw *lowering) printing(name string, from, results []place) {
	e, operands := lw.eng, from[len(from)-1].off
	var print func(w io.Writer, fp ptr, a []any) (int, error)
	switch name {
	case "Print":
		print = func(w io.Writer, _ ptr, a []any) (int, error) { return w.Write(e.appendPrint(nil, a)) }
	case "Println":
		print = func(w io.Writer, _ ptr, a []any) (int, error) { return fmt.Fprintln(w, e.operands(a)...) }
	case "Printf":
		format := from[0].off
		print = func(w io.Writer, fp ptr, a []any) (int, error) { return e.fprintf(w, *strAt(fp, format), a) }
	}
	lw.slow(func(fp ptr) {
		n, err := print(runOutput{head(fp).th.run}, fp, *at[[]any](fp, operands))
		*intAt(fp, results[0].off), *anyAt(fp, results[1].off) = int64(n), err
	})
}

// sleep is time.Sleep, but the run's end wakes it.
func (r *run) sleep(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.interrupted:
	}
}

// A runOutput writes to the standard output of a run.
type runOutput struct{ *run }

func (o runOutput) Write(p []byte) (int, error) { return o.write(o.streams.Stdout, p) }
