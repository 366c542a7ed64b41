package wire

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"sync"
)

// Why a message's signature was not accepted ("Wire Protocol").
var (
	ErrUnsigned     = errors.New("wire: message has no signature")
	ErrBadSignature = errors.New("wire: signature does not match")
	ErrReplayed     = errors.New("wire: signature was seen before")
)

// NewID returns 128 random bits as hexadecimal digits.
func NewID() string {
	var b [16]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// remembered is the number of signatures kept to recognise replays.
const remembered = 1 << 16

type digest [sha256.Size]byte

// signer makes and checks HMAC-SHA256 signatures. Without a key messages go
// unsigned and unchecked, as the connection file's empty key asks.
type signer struct {
	key []byte

	mu   sync.Mutex
	seen map[digest]struct{}
	ring []digest // the oldest is forgotten first
	next int
}

func (s *signer) digest(parts [][]byte) digest {
	mac := hmac.New(sha256.New, s.key)
	for _, p := range parts {
		mac.Write(p)
	}
	var d digest
	mac.Sum(d[:0])
	return d
}

// sign returns the signature of header, parent header, metadata and content.
func (s *signer) sign(parts [][]byte) []byte {
	if len(s.key) == 0 {
		return []byte{}
	}
	d := s.digest(parts)
	return hex.AppendEncode(nil, d[:])
}

// verify accepts each valid signature once.
func (s *signer) verify(signature []byte, parts [][]byte) error {
	if len(s.key) == 0 {
		return nil
	}
	if len(signature) == 0 {
		return ErrUnsigned
	}
	given, err := hex.DecodeString(string(signature))
	want := s.digest(parts)
	if err != nil || !hmac.Equal(given, want[:]) {
		return ErrBadSignature
	}
	return s.remember(want)
}

func (s *signer) remember(d digest) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, replayed := s.seen[d]; replayed {
		return ErrReplayed
	}
	if s.seen == nil {
		s.seen = make(map[digest]struct{})
	}
	if len(s.ring) < remembered {
		s.ring = append(s.ring, d)
	} else {
		delete(s.seen, s.ring[s.next])
		s.ring[s.next] = d
		s.next = (s.next + 1) % remembered
	}
	s.seen[d] = struct{}{}
	return nil
}
