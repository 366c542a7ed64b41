//go:build ignore

// Makes the embedded subset of Fashion-MNIST: the first 200 training and the first
// 50 test images of each class, in their order in the full set.
//
//	apt-get install dataset-fashion-mnist
//	go run fashion_gen.go /usr/share/datasets/fashion-mnist
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run fashion_gen.go folder-of-the-full-set")
	}
	subset(os.Args[1], "train", 200)
	subset(os.Args[1], "t10k", 50)
}

func subset(folder, part string, perClass int) {
	const pixels, imageHeader, labelHeader = 28 * 28, 16, 8
	images := unpack(filepath.Join(folder, part+"-images-idx3-ubyte.gz"))[imageHeader:]
	labels := unpack(filepath.Join(folder, part+"-labels-idx1-ubyte.gz"))[labelHeader:]
	var x, y []byte
	var taken [10]int
	for i, class := range labels {
		if taken[class] < perClass {
			taken[class]++
			x = append(x, images[i*pixels:(i+1)*pixels]...)
			y = append(y, class)
		}
	}
	n := uint32(len(y))
	pack("fashion-"+part+"-images.idx.gz", x, 0x803, n, 28, 28)
	pack("fashion-"+part+"-labels.idx.gz", y, 0x801, n)
}

func unpack(path string) []byte {
	file, err := os.Open(path)
	check(err)
	defer file.Close()
	r, err := gzip.NewReader(file)
	check(err)
	raw, err := io.ReadAll(r)
	check(err)
	return raw
}

// pack writes an IDX file: magic number, sizes, bytes.
func pack(path string, values []byte, header ...uint32) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	check(err)
	check(binary.Write(w, binary.BigEndian, header))
	_, err = w.Write(values)
	check(err)
	check(w.Close())
	check(os.WriteFile(path, packed.Bytes(), 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
