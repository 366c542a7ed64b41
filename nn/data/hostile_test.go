package data

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"gradus/nn"
)

// A header that claims more than there is takes no memory for it.
func TestHostileHeadersTakeNoMemory(t *testing.T) {
	const limit = 8 << 20
	npy := "\x93NUMPY\x01\x00\x40\x00{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,)}"
	cases := map[string]func() error{
		"IDX of 2 GB": func() error {
			_, err := readIDX(bytes.NewReader(idx(14, []uint32{1 << 28}, 1)))
			return err
		},
		"NPY of 16 GB": func() error {
			_, err := nn.ReadNPY(strings.NewReader(npy + strings.Repeat(" ", 74-len(npy)) + "12345678"))
			return err
		},
		"PNG of 10 gigapixels": func() error {
			_, err := ImagesFS(fstest.MapFS{"a/1.png": {Data: sized(100_000, 100_000)}}, ImageConfig{Height: 8, Width: 8})
			return err
		},
		"a column to be made a row": func() error {
			_, err := ImagesFS(fstest.MapFS{"a/1.png": {Data: sized(1, 32_768)}}, ImageConfig{Height: 1, Width: 32_768})
			return err
		},
	}
	for name, read := range cases {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := read()
		runtime.ReadMemStats(&after)
		if taken := after.TotalAlloc - before.TotalAlloc; err == nil || taken > limit {
			t.Errorf("%s: %d bytes were allocated, error %v", name, taken, err)
		}
	}
}
