package ssa_test

import (
	"context"
	"fmt"
	"gradus/kernel/symbols"
	"os"

	"gradus/kernel/eval"
	"gradus/kernel/eval/packages"
	"gradus/kernel/eval/ssa"
)

// A session on this engine. The tables say which compiled packages there are.
func ExampleNew() {
	known, err := packages.Cached(context.Background(), ".", []string{"std"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer known.Close()
	session := eval.NewSession(ssa.New(symbols.Symbols), known)
	for _, source := range []string{
		"type Celsius float64\nfunc (c Celsius) String() string { return fmt.Sprintf(\"%.1f °C\", float64(c)) }",
		"fmt.Println([]Celsius{20, 21.5})",
	} {
		r := session.Execute(context.Background(), eval.Cell{Source: source}, eval.Streams{Stdout: os.Stdout, Stderr: os.Stderr})
		if r.Err != nil {
			fmt.Println(r.Err)
		}
	}
	// Output: [20.0 °C 21.5 °C]
}
