package notebook

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"gradus/kernel/wire"
)

// echo is a kernel for which a cell's source says what happens: "say X"
// prints X, "fail" fails in line 2, "hang" waits for the interrupt.
type echo struct{ ran []string }

func (e *echo) Execute(ctx context.Context, q wire.ExecuteRequest, each func(wire.Channel, *wire.Message)) (wire.ExecuteReply, error) {
	e.ran = append(e.ran, q.Code)
	session := wire.NewSession("echo")
	publish := func(content wire.Content) {
		m, err := session.New(content, wire.Header{})
		if err != nil {
			panic(err)
		}
		each(wire.IOPub, m)
	}
	reply := wire.ExecuteReply{Status: wire.OK, ExecutionCount: len(e.ran)}
	switch word, rest, _ := strings.Cut(q.Code, " "); word {
	case "say":
		publish(wire.Stream{Name: "stdout", Text: rest})
	case "fail":
		failure := wire.Failure{Name: "panic", Value: "oops", Traceback: []string{"\x1b[1mcell[1]:7:1\x1b[0m", "\x1b[1mcell[2]:2:5, in f\x1b[0m"}}
		publish(wire.Error{Failure: failure})
		reply.Status, reply.Failure = wire.Failed, &failure
	case "hang":
		<-ctx.Done()
		return reply, ctx.Err()
	}
	return reply, nil
}

func cells(sources ...string) *Notebook {
	nb := New()
	for _, source := range sources {
		nb.Cells = append(nb.Cells, &Cell{Type: Code, Source: source, Outputs: []*Output{{Type: Stream, Name: "stdout", Text: "stale"}}, ExecutionCount: 99})
	}
	return nb
}

func TestRun(t *testing.T) {
	nb := cells("say one", " \n", "say two")
	nb.Cells = append(nb.Cells, &Cell{Type: Markdown, Source: "say nothing"})
	e := &echo{}
	done := 0
	if err := Run(t.Context(), nb, e, func(*Cell) { done++ }); err != nil {
		t.Fatal(err)
	}
	if want := []string{"say one", "say two"}; !reflect.DeepEqual(e.ran, want) || done != 2 {
		t.Errorf("ran %q, %d done", e.ran, done)
	}
	if got := summary(nb.Cells[2]); !reflect.DeepEqual(got, []string{"stdout:two"}) || nb.Cells[2].ExecutionCount != 2 {
		t.Errorf("outputs %q, count %d", got, nb.Cells[2].ExecutionCount)
	}
	if empty := nb.Cells[1]; len(empty.Outputs) != 0 || empty.ExecutionCount != 0 {
		t.Errorf("the empty cell keeps %q", summary(empty))
	}
}

func TestRunStopsAtTheFirstFailure(t *testing.T) {
	nb := cells("say one", "fail", "say three")
	e := &echo{}
	err := Run(t.Context(), nb, e, nil)
	var failed *CellError
	if !errors.As(err, &failed) || failed.Number != 2 || failed.Line != 2 {
		t.Fatalf("%#v", err)
	}
	if want := "cell [2], line 2: panic: oops"; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
	if len(e.ran) != 2 || len(nb.Cells[2].Outputs) != 0 {
		t.Errorf("ran %q, the third cell shows %q", e.ran, summary(nb.Cells[2]))
	}
	if got := summary(nb.Cells[1]); !reflect.DeepEqual(got, []string{"error:oops"}) {
		t.Errorf("the failed cell shows %q", got)
	}
}

func TestRunExpectsFailureWhereTagged(t *testing.T) {
	nb := cells("fail", "say two")
	nb.Cells[0].Metadata = map[string]any{"tags": []any{"raises-exception"}}
	if err := Run(t.Context(), nb, &echo{}, nil); err != nil {
		t.Error(err)
	}
	if got := summary(nb.Cells[1]); !reflect.DeepEqual(got, []string{"stdout:two"}) {
		t.Errorf("the cell after it shows %q", got)
	}
}

func TestRunIsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	err := Run(ctx, cells("say one", "hang"), &echo{}, func(*Cell) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
