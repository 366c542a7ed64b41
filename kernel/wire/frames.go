package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// delimiter ends the routing frames.
var delimiter = []byte("<IDS|MSG>")

// ErrMalformed is wrapped by errors about frames that are no message.
var ErrMalformed = errors.New("wire: malformed message")

// A Codec turns messages into multipart frames and back ("Wire Protocol"):
//
//	identities…  <IDS|MSG>  signature  header  parent_header  metadata  content  buffers…
//
// It may be used from many goroutines.
type Codec struct{ signer signer }

// NewCodec returns a codec that signs and verifies with key, or does neither
// when key is empty.
func NewCodec(key string) *Codec { return &Codec{signer: signer{key: []byte(key)}} }

// Encode returns m's frames. They share m's content and buffers.
func (c *Codec) Encode(m *Message) ([][]byte, error) {
	header, err := m.Header.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("wire: header: %w", err)
	}
	parent, err := m.Parent.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("wire: parent header: %w", err)
	}
	signed := [][]byte{header, parent, orEmpty(m.Metadata), orEmpty(m.Content)}
	frames := make([][]byte, 0, len(m.Identities)+2+len(signed)+len(m.Buffers))
	frames = append(frames, m.Identities...)
	frames = append(frames, delimiter, c.signer.sign(signed))
	frames = append(frames, signed...)
	return append(frames, m.Buffers...), nil
}

func orEmpty(object json.RawMessage) []byte {
	if len(object) == 0 {
		return []byte("{}")
	}
	return object
}

// Decode verifies and reads frames. The message shares their memory. Its
// content is not looked at: what is wrong with it concerns its sender, who is
// known by then.
func (c *Codec) Decode(frames [][]byte) (*Message, error) {
	at := -1
	for i, f := range frames {
		if bytes.Equal(f, delimiter) {
			at = i
			break
		}
	}
	if at < 0 {
		return nil, fmt.Errorf("%w: no %s among %d frames", ErrMalformed, delimiter, len(frames))
	}
	rest := frames[at+1:]
	if len(rest) < 5 {
		return nil, fmt.Errorf("%w: %d frames after %s, want at least 5", ErrMalformed, len(rest), delimiter)
	}
	signed := rest[1:5]
	if err := c.signer.verify(rest[0], signed); err != nil {
		return nil, err
	}
	m := &Message{
		Identities: frames[:at:at],
		Metadata:   signed[2],
		Content:    signed[3],
		Buffers:    rest[5:],
	}
	if err := json.Unmarshal(signed[0], &m.Header); err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrMalformed, err)
	}
	if m.Header.ID == "" || m.Header.Type == "" {
		return nil, fmt.Errorf("%w: header without msg_id or msg_type", ErrMalformed)
	}
	if err := json.Unmarshal(signed[1], &m.Parent); err != nil {
		return nil, fmt.Errorf("%w: parent header: %w", ErrMalformed, err)
	}
	return m, nil
}
