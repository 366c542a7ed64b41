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

// Digits returns 1797 handwritten digits of 8×8 pixels: X [1797, 64], brightness
// from 0 to 1, row by row, and Y [1797], the digit. See Image. The copy is yours
// to change.
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
	d, err := parseCSV(file)
	if err != nil {
		panic(fmt.Sprintf("data: the embedded digits cannot be read: %v", err))
	}
	const white = 16 // pixels count the dark dots in a 4×4 square
	for i := range d.X.Float64s() {
		d.X.Float64s()[i] /= white
	}
	return d
})

func (d *Data) copy() *Data {
	c := *d
	c.X, c.Y = nn.New(d.X.Data(), d.X.Shape()...), nn.New(d.Y.Data(), d.Y.Shape()...)
	c.Names = append([]string(nil), d.Names...)
	c.Features = append([]string(nil), d.Features...)
	return &c
}
