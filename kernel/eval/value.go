package eval

import (
	"fmt"
	"go/types"
	"reflect"
	"strings"

	"gradus/kernel/display"
)

// result turns what a cell's final expression gave into what is shown. An
// error that comes last fails the cell when it is not nil, and is not shown
// when it is.
func (s *Session) result(u *Unit, values []any) Result {
	results := u.Results
	if len(values) != len(results) || len(values) == 0 {
		return Result{}
	}
	last := len(results) - 1
	if isError(results[last].Type()) {
		if err, ok := values[last].(error); ok && err != nil {
			at := s.fset.Position(results[last].Pos())
			s.mu.Lock()
			s.unread[at.String()] = true
			s.mu.Unlock()
			return Result{Err: s.runtimeError(u.Name, &Panic{Value: err, Frames: []Frame{{Position: at}}})}
		}
		if last == 0 {
			return Result{}
		}
		results, values = results[:last], values[:last]
	}
	b := bundleOf(results, values)
	return Result{Value: &b}
}

// bundleOf shows one value in all its representations, several as text.
func bundleOf(results []*types.Var, values []any) display.Bundle {
	if len(values) == 1 {
		return valueBundle(values[0], results[0].Type())
	}
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprint(valueBundle(v, results[i].Type()).Data["text/plain"])
	}
	return display.Text(strings.Join(texts, ", "))
}

func valueBundle(v any, t types.Type) display.Bundle {
	switch v.(type) {
	case error, fmt.Stringer: // may be an engine's, through which one could walk for long
		return display.Of(v)
	}
	if b := display.Of(v); v == nil || len(b.Data) > 1 || b.Data["text/plain"] != display.GoSyntax(v) {
		return b // the value has something to say for itself
	}
	return display.Text(display.TypedGoSyntax(reflect.ValueOf(v), t))
}
