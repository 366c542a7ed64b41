package wire

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

// A header that was decoded is written as it was read.
func TestHeaderKeepsItsSource(t *testing.T) {
	const source = `{"msg_id":"1","msg_type":"x","z":{"unknown":[1,2]},"date":null,"version":"5.9"}`
	var h Header
	if err := json.Unmarshal([]byte(source), &h); err != nil {
		t.Fatal(err)
	}
	if h.ID != "1" || h.Type != "x" || h.Version != "5.9" {
		t.Errorf("fields are %+v", h)
	}
	if got, err := json.Marshal(h); err != nil || string(got) != source {
		t.Errorf("written as %s, %v", got, err)
	}
	if got, err := json.Marshal(Header{}); err != nil || string(got) != "{}" {
		t.Errorf("zero header is %s, %v", got, err)
	}
}

func TestSessionNew(t *testing.T) {
	s := NewSession("ada")
	a, err := s.New(Stream{Name: "stdout", Text: "<&>"}, Header{})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := s.New(Stream{}, a.Header)
	if a.Header.ID == b.Header.ID || a.Header.Session != s.ID || b.Header.Session != s.ID || a.Header.Username != "ada" {
		t.Errorf("headers %+v and %+v", a.Header, b.Header)
	}
	if b.Parent.ID != a.Header.ID {
		t.Errorf("parent is %+v", b.Parent)
	}
	if _, err := time.Parse(time.RFC3339Nano, a.Header.Date); err != nil {
		t.Error(err)
	}
	if string(a.Content) != `{"name":"stdout","text":"<&>"}` {
		t.Errorf("content is %s", a.Content)
	}
	if _, err := s.New(ExecuteResult{Bundle: Bundle{Data: map[string]any{"x": func() {}}}}, Header{}); err == nil {
		t.Error("a function was encoded")
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct{ content, complaint string }{
		{`{"code":"x","cursor_pos":1,"more":true}`, ""},
		{`{}`, ""},
		{``, "not a JSON object"},
		{`null`, "not a JSON object"},
		{`[]`, "not a JSON object"},
		{`{"code":`, "unexpected end"},
		{`{"code":1}`, "code is a JSON number, want string"},
		{`{"cursor_pos":1.5}`, "cursor_pos is a JSON number 1.5, want int"},
	} {
		m := &Message{Header: Header{Type: "complete_request"}, Content: []byte(c.content)}
		err := m.Decode(&CompleteRequest{})
		switch {
		case c.complaint == "" && err != nil:
			t.Errorf("%s: %v", c.content, err)
		case c.complaint != "" && (err == nil || !strings.Contains(err.Error(), c.complaint)):
			t.Errorf("%s: %v, want %q", c.content, err, c.complaint)
		}
	}
}

// Fields that are absent have the protocol's defaults.
func TestDefaults(t *testing.T) {
	m := &Message{Content: []byte(`{"code":"x","stop_on_error":false}`)}
	q := ExecuteRequest{Silent: true, Code: "old"}
	if err := m.Decode(&q); err != nil {
		t.Fatal(err)
	}
	if want := (ExecuteRequest{Code: "x", StoreHistory: true, AllowStdin: true}); !reflect.DeepEqual(q, want) {
		t.Errorf("got %+v, want %+v", q, want)
	}
}

// Contents are what they say, and survive the wire.
func TestContents(t *testing.T) {
	for msgType, c := range Contents() {
		if c.MsgType() != msgType {
			t.Errorf("%T is listed as %s", c, msgType)
		}
		m := mustNew(t, c)
		again := reflect.New(reflect.TypeOf(c).Elem()).Interface()
		if err := m.Decode(again); err != nil {
			t.Errorf("%s: %v", msgType, err)
		}
	}
}

func TestHistoryEntry(t *testing.T) {
	text := "4"
	for _, c := range []struct {
		entry HistoryEntry
		json  string
	}{
		{HistoryEntry{Session: 1, Line: 2, Input: "a"}, `[1,2,"a"]`},
		{HistoryEntry{Session: 1, Line: 2, Input: "2+2", Output: &text, WithOutput: true}, `[1,2,["2+2","4"]]`},
		{HistoryEntry{Session: 1, Line: 2, Input: "a", WithOutput: true}, `[1,2,["a",null]]`},
	} {
		got, err := json.Marshal(c.entry)
		if err != nil || string(got) != c.json {
			t.Errorf("%+v is %s, %v, want %s", c.entry, got, err, c.json)
		}
		var back HistoryEntry
		if err := json.Unmarshal(got, &back); err != nil || !reflect.DeepEqual(back, c.entry) {
			t.Errorf("%s is %+v, %v", got, back, err)
		}
	}
	for _, bad := range []string{`{}`, `[]`, `["a",1,"x"]`, `[1,2,3]`} {
		if err := json.Unmarshal([]byte(bad), &HistoryEntry{}); err == nil {
			t.Errorf("%s was accepted", bad)
		}
	}
}
