package wire

import (
	"bytes"
	"errors"
	"reflect"
	"testing"
)

func mustNew(t testing.TB, content Content) *Message {
	t.Helper()
	m, err := NewSession("tester").New(content, Header{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func mustEncode(t testing.TB, c *Codec, m *Message) [][]byte {
	t.Helper()
	frames, err := c.Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return frames
}

func TestRoundTrip(t *testing.T) {
	for _, key := range []string{"", "secret"} {
		m := mustNew(t, ExecuteRequest{Code: "a < b && 𝜋 > 3"})
		m.Identities = [][]byte{[]byte("who"), {0, 1, 2}}
		m.Buffers = [][]byte{[]byte("raw\xff"), {}}
		got, err := NewCodec(key).Decode(mustEncode(t, NewCodec(key), m))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Identities, m.Identities) || !reflect.DeepEqual(got.Buffers, m.Buffers) {
			t.Errorf("frames around the message differ: %q %q", got.Identities, got.Buffers)
		}
		if got.Header.ID != m.Header.ID || got.Header.Type != "execute_request" || got.Header.Version != ProtocolVersion {
			t.Errorf("header is %+v", got.Header)
		}
		var q ExecuteRequest
		if err := got.Decode(&q); err != nil || q.Code != "a < b && 𝜋 > 3" {
			t.Errorf("content is %+v, %v", q, err)
		}
	}
}

func TestSignatures(t *testing.T) {
	valid := func(t *testing.T) [][]byte { return mustEncode(t, NewCodec("secret"), mustNew(t, KernelInfoRequest{})) }
	const signature, header, parent, metadata, content = 1, 2, 3, 4, 5
	for _, c := range []struct {
		name   string
		change func(frames [][]byte)
		want   error
	}{
		{"untouched", func([][]byte) {}, nil},
		{"missing", func(f [][]byte) { f[signature] = nil }, ErrUnsigned},
		{"not hexadecimal", func(f [][]byte) { f[signature] = []byte("zz") }, ErrBadSignature},
		{"cut", func(f [][]byte) { f[signature] = f[signature][:62] }, ErrBadSignature},
		{"other header", func(f [][]byte) { f[header] = append(f[header], ' ') }, ErrBadSignature},
		{"other parent", func(f [][]byte) { f[parent] = []byte(`{"a":1}`) }, ErrBadSignature},
		{"other metadata", func(f [][]byte) { f[metadata] = []byte(`{"a":1}`) }, ErrBadSignature},
		{"other content", func(f [][]byte) { f[content] = []byte(`{"a":1}`) }, ErrBadSignature},
	} {
		t.Run(c.name, func(t *testing.T) {
			frames := valid(t)
			c.change(frames)
			if _, err := NewCodec("secret").Decode(frames); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	if _, err := NewCodec("other").Decode(valid(t)); !errors.Is(err, ErrBadSignature) {
		t.Errorf("other key: %v", err)
	}
}

func TestReplay(t *testing.T) {
	c := NewCodec("secret")
	frames := mustEncode(t, c, mustNew(t, KernelInfoRequest{}))
	if _, err := c.Decode(frames); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Decode(frames); !errors.Is(err, ErrReplayed) {
		t.Errorf("second time: %v, want %v", err, ErrReplayed)
	}
	upper := bytes.ToUpper(frames[1])
	frames[1] = upper
	if _, err := c.Decode(frames); !errors.Is(err, ErrReplayed) {
		t.Errorf("in capitals: %v, want %v", err, ErrReplayed)
	}
}

// The memory of signatures does not grow for ever.
func TestReplayMemoryIsBounded(t *testing.T) {
	var s signer
	for i := range 3 * remembered {
		if err := s.remember(digest{byte(i), byte(i >> 8), byte(i >> 16)}); err != nil {
			t.Fatal(i, err)
		}
	}
	if len(s.seen) != remembered || len(s.ring) != remembered {
		t.Errorf("%d and %d signatures remembered, want %d", len(s.seen), len(s.ring), remembered)
	}
	last := 3*remembered - 1
	if err := s.remember(digest{byte(last), byte(last >> 8), byte(last >> 16)}); !errors.Is(err, ErrReplayed) {
		t.Errorf("the latest is forgotten: %v", err)
	}
}

func TestMalformed(t *testing.T) {
	const header = `{"msg_id":"1","msg_type":"a"}`
	for _, frames := range [][]string{
		{}, {"<IDS|MSG>"}, {"a", "b"}, {"<IDS|MSG>", "", header, "{}", "{}"},
		{"<IDS|MSG>", "", "", "{}", "{}", "{}"},
		{"<IDS|MSG>", "", "[]", "{}", "{}", "{}"},
		{"<IDS|MSG>", "", "{}", "{}", "{}", "{}"},
		{"<IDS|MSG>", "", `{"msg_id":3,"msg_type":"a"}`, "{}", "{}", "{}"},
		{"<IDS|MSG>", "", header, "}", "{}", "{}"},
	} {
		var raw [][]byte
		for _, f := range frames {
			raw = append(raw, []byte(f))
		}
		if _, err := NewCodec("").Decode(raw); !errors.Is(err, ErrMalformed) {
			t.Errorf("%q: %v, want %v", frames, err, ErrMalformed)
		}
	}
}

// FuzzDecode feeds frames from outside to the decoder. What it accepts encodes
// to frames that it accepts again.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("id"), []byte(`{"msg_id":"1","msg_type":"execute_request"}`), []byte("{}"), []byte("{}"), []byte(`{"code":"1"}`))
	f.Add([]byte("<IDS|MSG>"), []byte(`{"msg_id":"1","msg_type":"a","x":[1]}`), []byte("null"), []byte(""), []byte("]"))
	f.Fuzz(func(t *testing.T, id, header, parent, metadata, content []byte) {
		c := NewCodec("")
		m, err := c.Decode([][]byte{id, delimiter, nil, header, parent, metadata, content})
		if err != nil {
			return
		}
		for _, v := range Contents() {
			m.Decode(v) // must not panic
		}
		again, err := c.Decode(mustEncode(t, c, m))
		if err != nil {
			t.Fatalf("re-encoded: %v", err)
		}
		if again.Header.ID != m.Header.ID || !bytes.Equal(again.Header.source, m.Header.source) {
			t.Errorf("header %s became %s", m.Header.source, again.Header.source)
		}
	})
}

func BenchmarkCodec(b *testing.B) {
	c, session := NewCodec("secret"), NewSession("tester")
	for b.Loop() {
		m, err := session.New(Stream{Name: "stdout", Text: "hello"}, Header{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := c.Decode(mustEncode(b, c, m)); err != nil {
			b.Fatal(err)
		}
	}
}
