package data

import (
	"bytes"
	"compress/gzip"
	_ "embed" // for the files
	"fmt"
	"sync"

	"gradus/nn"
)

//go:embed digits.csv.gz
var digitsFile []byte

// Digits returns 1797 handwritten digits of 8×8 pixels: X Float32 [1797, 64],
// brightness from 0 to 1, row by row, and Y [1797], the digit. For convolutions
// Reshape(8, 8, 1) makes images of them. The copy is yours to change.
//
// E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine
// Learning Repository, 1998, CC BY 4.0; the test set, as scikit-learn ships it.
// See NOTICE.md.
func Digits() *Data { return parsedDigits().copy() }

var parsedDigits = sync.OnceValue(func() *Data {
	file, err := gzip.NewReader(bytes.NewReader(digitsFile))
	if err != nil {
		panic(fmt.Sprintf("data: the embedded digits cannot be unpacked: %v", err))
	}
	d, err := readCSV(file, CSVConfig{NoHeader: true})
	if err != nil {
		panic(fmt.Sprintf("data: the embedded digits cannot be read: %v", err))
	}
	const white = 16 // pixels count the dark dots in a 4×4 square
	pixels := make([]float32, d.X.Len())
	for i, v := range d.X.Data() {
		pixels[i] = float32(v) / white
	}
	labels := make([]float32, d.Len())
	for i, class := range d.Labels() {
		labels[i] = float32(class)
	}
	digits := New(nn.FromFloat32(pixels, d.X.Shape()...), nn.FromFloat32(labels, len(labels)))
	digits.Names = d.Names
	return digits
})

func (d *Data) copy() *Data {
	c := *d
	c.X, c.Y = tensorLike(d.X, d.X.Data()), tensorLike(d.Y, d.Y.Data())
	c.Names = append([]string(nil), d.Names...)
	c.Features = append([]string(nil), d.Features...)
	return &c
}
