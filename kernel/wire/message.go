package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// A Header identifies a message ("General Message Format: Header"). One that
// was decoded keeps its source, so that as a parent header it is copied whole,
// unknown fields included. The zero Header is the empty parent, {}.
type Header struct {
	ID       string `json:"msg_id"`
	Session  string `json:"session"`
	Username string `json:"username"`
	Date     string `json:"date"`
	Type     string `json:"msg_type"`
	Version  string `json:"version"`

	source json.RawMessage
}

// plainHeader is Header without its methods.
type plainHeader Header

// MarshalJSON returns what was decoded, or the fields, or {} for a zero Header.
func (h Header) MarshalJSON() ([]byte, error) {
	switch {
	case h.source != nil:
		return h.source, nil
	case h.ID == "":
		return []byte("{}"), nil
	}
	return Marshal(plainHeader(h))
}

// UnmarshalJSON reads the known fields and keeps the rest.
func (h *Header) UnmarshalJSON(source []byte) error {
	var p plainHeader
	if err := json.Unmarshal(source, &p); err != nil {
		return err
	}
	*h = Header(p)
	h.source = bytes.Clone(source)
	return nil
}

// A Message is one message of any type. Metadata and Content hold JSON
// objects; [Message.Decode] makes Content one of this package's structs.
type Message struct {
	// Identities are the routing frames: of whom a request came from, which a
	// reply repeats; on iopub the topic, preceded by the subscriber when only
	// one is meant.
	Identities [][]byte
	Header     Header
	Parent     Header
	Metadata   json.RawMessage // nil means {}
	Content    json.RawMessage
	Buffers    [][]byte
}

// Content is what a message says; each type of message has its own struct.
type Content interface {
	// MsgType names the message's type, such as "execute_request".
	MsgType() string
}

// Defaulter is implemented by contents in which an absent field means
// something else than its zero value.
type Defaulter interface {
	// SetDefaults is called before the fields that are present are read.
	SetDefaults()
}

// Decode reads the message's content into v, a pointer to a struct of this
// package.
func (m *Message) Decode(v any) error {
	if d, ok := v.(Defaulter); ok {
		d.SetDefaults()
	}
	if trimmed := bytes.TrimSpace(m.Content); len(trimmed) == 0 || trimmed[0] != '{' {
		return fmt.Errorf("%s: content is not a JSON object", m.Header.Type)
	}
	err := json.Unmarshal(m.Content, v)
	if mistyped := (*json.UnmarshalTypeError)(nil); errors.As(err, &mistyped) {
		return fmt.Errorf("%s: %s is a JSON %s, want %s", m.Header.Type, mistyped.Field, mistyped.Value, mistyped.Type)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", m.Header.Type, err)
	}
	return nil
}

// A Session makes the messages of one process. Its ID is constant: front ends
// drop messages whose session differs from that of kernel_info_reply.
type Session struct {
	ID       string
	Username string

	made atomic.Uint64
}

// NewSession returns a session with a random ID.
func NewSession(username string) *Session {
	return &Session{ID: NewID(), Username: username}
}

// New returns a message that says content, as an answer to parent.
func (s *Session) New(content Content, parent Header) (*Message, error) {
	body, err := Marshal(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", content.MsgType(), err)
	}
	return &Message{
		Header: Header{
			ID:       fmt.Sprintf("%s_%d", s.ID, s.made.Add(1)),
			Session:  s.ID,
			Username: s.Username,
			Date:     time.Now().UTC().Format("2006-01-02T15:04:05.000000Z07:00"),
			Type:     content.MsgType(),
			Version:  ProtocolVersion,
		},
		Parent:  parent,
		Content: body,
	}, nil
}

// Marshal is json.Marshal that leaves <, > and & as they are: a reader of
// messages, a person included, need not undo the escapes.
func Marshal(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(buf.Bytes(), "\n"), nil
}
