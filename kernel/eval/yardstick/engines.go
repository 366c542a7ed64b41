package yardstick

import (
	"gradus/kernel/eval"
	"gradus/kernel/eval/ssa"
	"gradus/kernel/eval/yaegi"
	"gradus/kernel/symbols"
)

// An Engine is one that is measured.
type Engine struct {
	Name string
	New  func() (eval.Engine, error)
}

// Engines are all that are measured, the kernel's own first.
var Engines = []Engine{
	{"ssa", func() (eval.Engine, error) { return ssa.New(symbols.Symbols), nil }},
	{"yaegi", func() (eval.Engine, error) { return yaegi.New(symbols.Symbols) }},
}

func engine(name string) (Engine, bool) {
	for _, e := range Engines {
		if e.Name == name {
			return e, true
		}
	}
	return Engine{}, false
}
