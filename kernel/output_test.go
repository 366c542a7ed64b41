package kernel

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"gradus/kernel/wire"
)

// kernelTo returns an output whose messages arrive at the client.
func kernelTo(t *testing.T) (*output, *Client) {
	t.Helper()
	client, transport := Pipe()
	k := New(newScript(), Options{})
	k.transport = transport
	return &output{kernel: k}, client
}

// streams receives n stream messages.
func streams(t *testing.T, c *Client, n int) []wire.Stream {
	t.Helper()
	var got []wire.Stream
	for range n {
		_, m, err := c.Receive(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var s wire.Stream
		if err := m.Decode(&s); err != nil {
			t.Fatal(err)
		}
		got = append(got, s)
	}
	return got
}

// Nothing is lost, and there are few messages.
func TestStreamsAreBatched(t *testing.T) {
	o, client := kernelTo(t)
	var want strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(o.stream("stdout"), "line %d\n", i)
		fmt.Fprintf(&want, "line %d\n", i)
	}
	o.flush()
	var got strings.Builder
	messages := 0
	for got.Len() < want.Len() {
		got.WriteString(streams(t, client, 1)[0].Text)
		messages++
	}
	if got.String() != want.String() {
		t.Error("text differs")
	}
	if most := want.Len()/batchSize + 20; messages > most {
		t.Errorf("%d messages, want at most %d", messages, most)
	}
}

// A batch may end within a character; the messages do not.
func TestBatchesKeepCharactersWhole(t *testing.T) {
	o, client := kernelTo(t)
	text := "a" + strings.Repeat("語", batchSize)
	for i := range len(text) {
		o.stream("stdout").Write([]byte{text[i]})
	}
	o.flush()
	var got strings.Builder
	for got.Len() < len(text) {
		got.WriteString(streams(t, client, 1)[0].Text)
	}
	if got.String() != text {
		t.Error("text differs")
	}
}

func TestStreamsWithoutFlushArriveInTime(t *testing.T) {
	o, client := kernelTo(t)
	fmt.Fprint(o.stream("stderr"), "eventually")
	if got := streams(t, client, 1)[0]; got != (wire.Stream{Name: "stderr", Text: "eventually"}) {
		t.Errorf("got %+v", got)
	}
}

// Bytes that are no text are shown, not dropped.
func TestInvalidUTF8(t *testing.T) {
	o, client := kernelTo(t)
	o.stream("stdout").Write([]byte("a\xff\xe8"))
	o.flush()
	if got := streams(t, client, 1)[0].Text; got != "a\uFFFD\uFFFD" {
		t.Errorf("got %q", got)
	}
}

// Writers in many goroutines do not disturb each other.
func TestConcurrentWriters(t *testing.T) {
	o, client := kernelTo(t)
	const writers, lines = 8, 500
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			name := []string{"stdout", "stderr"}[w%2]
			for i := range lines {
				fmt.Fprintf(o.stream(name), "%d:%d\n", w, i)
			}
		})
	}
	all.Wait()
	o.flush()
	next := map[int]int{}
	for total := 0; total < writers*lines; {
		for line := range strings.Lines(streams(t, client, 1)[0].Text) {
			var w, i int
			if _, err := fmt.Sscanf(line, "%d:%d", &w, &i); err != nil || i != next[w] {
				t.Fatalf("line %q, want %d of writer %d (%v)", line, next[w], w, err)
			}
			next[w]++
			total++
		}
	}
}

func TestWholeRunes(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "a": 1, "é": 2, "\xc3": 0, "a\xc3": 1, "語": 3, "\xe8\xaa": 0, "a\xe8": 1,
		"𝜋": 4, "b\xf0\x9d\x9c": 1, "\xff": 1, "a\x9c": 2, "\x9c\x9c\x9c\x9c\x9c": 5,
	} {
		if got := wholeRunes([]byte(text)); got != want {
			t.Errorf("wholeRunes(%q) = %d, want %d", text, got, want)
		}
	}
}
