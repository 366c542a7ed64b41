package yardstick_test

import (
	"fmt"

	"gradus/kernel/eval/yardstick"
)

func ExampleScores_Table() {
	programs := []yardstick.Program{{Set: "corpus", Name: "a.go"}, {Set: "corpus", Name: "b.go"}}
	scores := yardstick.Scores{}
	scores.Add("toy", programs, []yardstick.Verdict{{}, {Reason: "panic", Detail: "index out of range"}})
	fmt.Print(scores.Table())
	// Output:
	// engine  set     passed  of        failures
	// toy     corpus  1       2   50 %  1 panic
}
