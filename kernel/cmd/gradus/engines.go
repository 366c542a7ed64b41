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
	"gradus/kernel/symbols"
)

// engines is the table of what can run cells and programs.
var engines = map[string]func() (eval.Engine, error){
	"yaegi": func() (eval.Engine, error) { return yaegi.New(symbols.Symbols) },
	"ssa":   func() (eval.Engine, error) { return ssa.New(yaegi.Standard(), symbols.Symbols), nil },
}

const defaultEngine = "yaegi"

// newEngine makes the engine that goes by a name.
func newEngine(name string) (eval.Engine, error) {
	make, ok := engines[name]
	if !ok {
		return nil, fmt.Errorf("there is no engine %q: choose %s", name, strings.Join(slices.Sorted(maps.Keys(engines)), " or "))
	}
	return make()
}

// engineFlag lets a command choose the engine.
func engineFlag(cmd *cobra.Command, engine *string) {
	cmd.Flags().StringVar(engine, "engine", defaultEngine, "`name` of the engine: yaegi, or ssa (faster and closer to Go; new)")
}
