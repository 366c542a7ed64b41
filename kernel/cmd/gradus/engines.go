package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gradus/kernel/eval"
	"gradus/kernel/eval/ssa"
	"gradus/kernel/eval/yaegi"
	"gradus/kernel/lab"
	"gradus/kernel/symbols"
)

// engines is the table of what can run cells and programs, and as which kernel.
var engines = map[string]struct {
	make   func() (eval.Engine, error)
	kernel lab.Kernel
}{
	"ssa":   {func() (eval.Engine, error) { return ssa.New(symbols.Symbols), nil }, lab.Kernels[0]},
	"yaegi": {func() (eval.Engine, error) { return yaegi.New(symbols.Symbols) }, lab.Kernels[1]},
}

const defaultEngine = "ssa"

// newEngine makes the engine that goes by a name.
func newEngine(name string) (eval.Engine, error) {
	if err := checkEngine(name); err != nil {
		return nil, err
	}
	return engines[name].make()
}

func checkEngine(name string) error {
	if _, ok := engines[name]; !ok {
		return fmt.Errorf("there is no engine %q: choose %s", name, strings.Join(slices.Sorted(maps.Keys(engines)), " or "))
	}
	return nil
}

// engineFlag lets a command choose the engine.
func engineFlag(cmd *cobra.Command, engine *string) {
	cmd.Flags().StringVar(engine, "engine", defaultEngine, "`name` of the engine: ssa, gradus's own, or yaegi")
}
