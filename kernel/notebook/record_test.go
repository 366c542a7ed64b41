package notebook

import (
	"reflect"
	"testing"

	"gradus/kernel/wire"
)

// record returns the outputs that messages leave in a cell.
func record(t *testing.T, contents ...wire.Content) *Cell {
	t.Helper()
	var r Recorder
	c := &Cell{Type: Code}
	r.Begin(c)
	add(t, &r, contents...)
	return c
}

func add(t *testing.T, r *Recorder, contents ...wire.Content) {
	t.Helper()
	session := wire.NewSession("test")
	for _, content := range contents {
		m, err := session.New(content, wire.Header{})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Add(m); err != nil {
			t.Fatal(err)
		}
	}
}

func stdout(text string) wire.Content { return wire.Stream{Name: "stdout", Text: text} }
func stderr(text string) wire.Content { return wire.Stream{Name: "stderr", Text: text} }

func text(s string) wire.Bundle {
	return wire.Bundle{Data: map[string]any{"text/plain": s}, Metadata: map[string]any{}}
}

// summary lists outputs shortly: streams by name, displays by their text.
func summary(c *Cell) []string {
	var all []string
	for _, o := range c.Outputs {
		switch o.Type {
		case Stream:
			all = append(all, o.Name+":"+o.Text)
		case ErrorOutput:
			all = append(all, "error:"+o.ErrValue)
		default:
			all = append(all, o.Type+":"+o.Data["text/plain"].(string))
		}
	}
	return all
}

func TestRecord(t *testing.T) {
	for name, test := range map[string]struct {
		messages []wire.Content
		want     []string
	}{
		"streams merge with their like": {
			[]wire.Content{stdout("a"), stdout("b\n"), stderr("c"), stdout("d")},
			[]string{"stdout:ab\n", "stderr:c", "stdout:d"},
		},
		"a display parts streams": {
			[]wire.Content{stdout("a"), wire.DisplayData{Bundle: text("x")}, stdout("b")},
			[]string{"stdout:a", "display_data:x", "stdout:b"},
		},
		"carriage returns write over the line": {
			[]wire.Content{stdout("kept\n 10%"), stdout("\r 20%"), stdout("\r100%\r"), stdout("\nnext\r\n")},
			[]string{"stdout:kept\n100%\nnext\n"},
		},
		"backspaces too": {
			[]wire.Content{stdout("wait |\b/\b-")},
			[]string{"stdout:wait -"},
		},
		"clear at once": {
			[]wire.Content{stdout("a"), wire.ClearOutput{}, stdout("b")},
			[]string{"stdout:b"},
		},
		"clear waits for the next output": {
			[]wire.Content{stdout("a"), wire.ClearOutput{Wait: true}, stdout("b")},
			[]string{"stdout:b"},
		},
		"clear waits for ever": {
			[]wire.Content{stdout("a"), wire.ClearOutput{Wait: true}},
			[]string{"stdout:a"},
		},
		"all the others": {
			[]wire.Content{wire.KernelStatus{State: wire.Busy}, wire.ExecuteInput{Code: "x"},
				wire.ExecuteResult{ExecutionCount: 3, Bundle: text("42")},
				wire.Error{Failure: wire.Failure{Name: "panic", Value: "oops"}}},
			[]string{"execute_result:42", "error:oops"},
		},
	} {
		if got := summary(record(t, test.messages...)); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// A display is updated wherever it stands, from whichever cell.
func TestRecordUpdatesDisplays(t *testing.T) {
	var r Recorder
	first, second := &Cell{Type: Code}, &Cell{Type: Code}
	live := wire.Transient{DisplayID: "live"}
	r.Begin(first)
	add(t, &r, wire.DisplayData{Bundle: text("0%"), Transient: live}, wire.DisplayData{Bundle: text("other")}, wire.DisplayData{Bundle: text("0%"), Transient: live})
	r.Begin(second)
	add(t, &r, wire.UpdateDisplayData{Bundle: text("100%"), Transient: live}, wire.UpdateDisplayData{Bundle: text("lost"), Transient: wire.Transient{DisplayID: "unknown"}})
	if got, want := summary(first), []string{"display_data:100%", "display_data:other", "display_data:100%"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if len(second.Outputs) != 0 {
		t.Errorf("the update left %q in its own cell", summary(second))
	}
}

func TestRecordRefusesNonsense(t *testing.T) {
	var r Recorder
	r.Begin(&Cell{Type: Code})
	if err := r.Add(&wire.Message{Header: wire.Header{Type: "stream"}, Content: []byte(`{"text": 1}`)}); err == nil {
		t.Error("no error")
	}
}
