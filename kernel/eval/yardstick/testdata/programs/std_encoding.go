// Bytes as text, hashes, binary layouts, compression.
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

type Header struct {
	Magic   [4]byte
	Version uint16
	Sizes   [2]uint32
}

type Weights struct {
	Name   string
	Values []float64
	Shape  map[string]int
}

func main() {
	text := "gradient descent?>"
	fmt.Println(base64.StdEncoding.EncodeToString([]byte(text)), base64.URLEncoding.EncodeToString([]byte(text)))
	_, err := base64.StdEncoding.DecodeString("not base64!")
	fmt.Println(hex.EncodeToString([]byte("Go")), err)
	sum := sha256.Sum256([]byte(text))
	fmt.Printf("%x… %08x\n", sum[:6], crc32.ChecksumIEEE([]byte(text)))

	var b bytes.Buffer
	h := Header{[4]byte{'G', 'R', 'A', 'D'}, 3, [2]uint32{64, 1 << 20}}
	fmt.Println(binary.Write(&b, binary.BigEndian, h), b.Len(), b.Bytes()[:8])
	var back Header
	fmt.Println(binary.Read(&b, binary.BigEndian, &back), back == h, string(back.Magic[:]))
	buf := binary.LittleEndian.AppendUint32(nil, 0x01020304)
	fmt.Println(buf, binary.PutUvarint(make([]byte, 10), 300))

	var g bytes.Buffer
	w := Weights{"dense", []float64{0.5, -2}, map[string]int{"rows": 2}}
	if err := gob.NewEncoder(&g).Encode(w); err != nil {
		fmt.Println(err)
	}
	var read Weights
	fmt.Println(gob.NewDecoder(&g).Decode(&read), read)

	var z bytes.Buffer
	zw := gzip.NewWriter(&z)
	io.WriteString(zw, strings.Repeat("layer ", 1000))
	zw.Close()
	zr, _ := gzip.NewReader(&z)
	small := z.Len() < 200
	all, err := io.ReadAll(zr)
	fmt.Println(small, len(all), err)
}
