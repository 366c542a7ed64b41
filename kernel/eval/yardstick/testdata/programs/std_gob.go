// encoding/gob, binary and asn1 with a program's own types.
package main

import (
	"bytes"
	"encoding/asn1"
	"encoding/binary"
	"encoding/gob"
	"fmt"
)

type Level int

func (l Level) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("L%d", int(l))), nil }
func (l *Level) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "L%d", (*int)(l))
	return err
}
func (l Level) String() string { return fmt.Sprintf("level %d", int(l)) }

type Meta struct{ Note string }
type Plain struct{ A, B int }

type Shape interface{ Area() float64 }
type Sq struct{ S float64 }

func (s Sq) Area() float64 { return s.S * s.S }

type G struct {
	Name   string
	M      map[string]Plain
	L      []Level
	P      *Plain
	Meta   Meta
	Shapes []Shape
	priv   int
}
type Enc struct{ hidden int }

func (e Enc) GobEncode() ([]byte, error) { return []byte{byte(e.hidden)}, nil }
func (e *Enc) GobDecode(b []byte) error  { e.hidden = int(b[0]); return nil }

type Tree struct {
	V    int
	L, R *Tree
}
type Hdr struct {
	Magic [4]byte
	V     uint16
	N     int32
	Kind  Kind
}
type Kind uint8

type Kind2 int

func main() {
	var buf bytes.Buffer
	gob.Register(Sq{})
	g := G{Name: "g", M: map[string]Plain{"a": {1, 2}}, L: []Level{1, 2}, P: &Plain{3, 4}, Meta: Meta{"m"}, Shapes: []Shape{Sq{2}}}
	fmt.Println(gob.NewEncoder(&buf).Encode(g))
	var g2 G
	fmt.Println(gob.NewDecoder(&buf).Decode(&g2), g2.Name, g2.M, g2.L, *g2.P, g2.Meta, g2.Shapes)
	buf.Reset()
	enc := gob.NewEncoder(&buf)
	fmt.Println(enc.Encode(Enc{5}), enc.Encode(&Tree{1, &Tree{V: 2}, nil}), enc.Encode([]Plain{{1, 2}}))
	dec := gob.NewDecoder(&buf)
	var e Enc
	var t Tree
	var ps []Plain
	fmt.Println(dec.Decode(&e), e.hidden, dec.Decode(&t), t.V, dec.Decode(&ps))
	fmt.Println(t.L.V, ps)

	buf.Reset()
	fmt.Println(binary.Write(&buf, binary.LittleEndian, Hdr{[4]byte{'G', 'O', 'B', 'S'}, 2, -3, 7}), buf.Bytes(), binary.Size(Hdr{}))
	var h Hdr
	fmt.Println(binary.Read(&buf, binary.LittleEndian, &h), h)
	der, err := asn1.Marshal(struct {
		A int
		K Kind2
	}{5, 6})
	fmt.Println(der, err)
}
