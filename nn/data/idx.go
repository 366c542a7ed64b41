package data

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"gradus/nn"
)

// maxFileElements bounds how many numbers are read from one file of a data set.
const maxFileElements = 1 << 28

// IDX reads a data set from a file of images and a file of labels in the format
// of MNIST, packed with gzip or not:
//
//	X  Float32 [N, H, W, 1]  from 0 to 1: already divided by 255
//	Y  Float32 [N]           the labels, which name the classes "0", "1", …
//
// For MNIST and Fashion-MNIST themselves see [MNIST] and [FashionMNIST].
func IDX(images, labels string) (*Data, error) {
	x, err := fileOf(images, readIDX)
	if err != nil {
		return nil, err
	}
	y, err := fileOf(labels, readIDX)
	if err != nil {
		return nil, err
	}
	return pairIDX(images, x, labels, y)
}

// pairIDX makes a data set of what two files hold.
func pairIDX(images string, x array, labels string, y array) (*Data, error) {
	switch {
	case len(x.shape) != 3 || x.kind != idxByte:
		return nil, fmt.Errorf("data: %s holds numbers of shape %v; expected images, bytes of shape [N, height, width]", images, x.shape)
	case len(y.shape) != 1:
		return nil, fmt.Errorf("data: %s holds numbers of shape %v; expected labels of shape [N]", labels, y.shape)
	case x.shape[0] != y.shape[0]:
		return nil, fmt.Errorf("data: %s holds %d images, %s %d labels; they do not belong together", images, x.shape[0], labels, y.shape[0])
	case len(x.values) == 0:
		return nil, fmt.Errorf("data: %s holds no images: shape %v", images, x.shape)
	}
	classes := 0
	for i, v := range y.values {
		if v != float32(math.Trunc(float64(v))) || v < 0 || v >= maxClasses {
			return nil, fmt.Errorf("data: %s: label %d is %v, which is no class index", labels, i, v)
		}
		classes = max(classes, int(v)+1)
	}
	for i := range x.values {
		x.values[i] /= 255
	}
	d := New(nn.FromFloat32(x.values, append(x.shape, 1)...), nn.FromFloat32(y.values, y.shape...))
	d.Names = classNames(classes)
	return d, nil
}

// ReadIDX reads the numbers of an IDX file, whatever they are, as they are: bytes
// stay 0…255. IDX is the format of http://yann.lecun.com/exdb/mnist: two zero
// bytes, the type of the numbers, the number of axes, the size of each axis in
// four bytes, and the numbers, big-endian.
func ReadIDX(path string) (*nn.Tensor, error) {
	a, err := fileOf(path, readIDX)
	if err != nil {
		return nil, err
	}
	return nn.FromFloat32(a.values, a.shape...), nil
}

// array is what an IDX file holds.
type array struct {
	kind   byte
	values []float32
	shape  []int
}

const idxByte = 0x08

// idxTypes are the types of numbers that IDX knows, with their size in bytes.
var idxTypes = map[byte]struct {
	size  int
	value func(b []byte) float32
}{
	idxByte: {1, func(b []byte) float32 { return float32(b[0]) }},
	0x09:    {1, func(b []byte) float32 { return float32(int8(b[0])) }},
	0x0B:    {2, func(b []byte) float32 { return float32(int16(binary.BigEndian.Uint16(b))) }},
	0x0C:    {4, func(b []byte) float32 { return float32(int32(binary.BigEndian.Uint32(b))) }},
	0x0D:    {4, func(b []byte) float32 { return math.Float32frombits(binary.BigEndian.Uint32(b)) }},
	0x0E:    {8, func(b []byte) float32 { return float32(math.Float64frombits(binary.BigEndian.Uint64(b))) }},
}

func readIDX(r io.Reader) (a array, err error) {
	var magic [4]byte
	if _, err := io.ReadFull(r, magic[:]); err != nil {
		return a, fmt.Errorf("the file is cut short: it has no header (%w)", err)
	}
	kind, known := idxTypes[magic[2]]
	if magic[0] != 0 || magic[1] != 0 || !known {
		return a, fmt.Errorf("expected an IDX file, which begins with the bytes 00 00 and a type; it begins with % x", magic)
	}
	shape := make([]int, magic[3])
	n := 1
	for i := range shape {
		var size [4]byte
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return a, fmt.Errorf("the file is cut short: its header ends before axis %d of %d (%w)", i, len(shape), err)
		}
		shape[i] = int(binary.BigEndian.Uint32(size[:]))
		if shape[i] > 0 && n > maxFileElements/shape[i] {
			return a, fmt.Errorf("the header claims %v… numbers; at most %d are read", shape[:i+1], maxFileElements)
		}
		n *= shape[i]
	}
	// ReadAll takes memory as bytes arrive, so a header cannot ask for more than
	// the file holds.
	raw, err := io.ReadAll(io.LimitReader(r, int64(n*kind.size)))
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return a, fmt.Errorf("the file is cut short or damaged: %w", err)
	}
	if len(raw) < n*kind.size {
		return a, fmt.Errorf("the file is cut short: its header claims %v numbers, %d bytes; there are %d", shape, n*kind.size, len(raw))
	}
	if extra, err := r.Read(magic[:1]); extra > 0 {
		return a, fmt.Errorf("there is more in the file than the %v numbers that its header claims", shape)
	} else if err != nil && err != io.EOF {
		return a, fmt.Errorf("the file is cut short or damaged: %w", err)
	}
	values := make([]float32, n)
	for i := range values {
		values[i] = kind.value(raw[i*kind.size : (i+1)*kind.size])
		if v := float64(values[i]); math.IsNaN(v) || math.IsInf(v, 0) {
			return a, fmt.Errorf("number %d is %v", i, v)
		}
	}
	return array{magic[2], values, shape}, nil
}

// fileOf opens a file, unpacks it if it is packed with gzip, and reads it; errors
// name it.
func fileOf[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	var none T
	file, err := os.Open(path)
	if err != nil {
		return none, fmt.Errorf("data: %w", err)
	}
	defer file.Close()
	r, err := unpacked(file)
	if err != nil {
		return none, fmt.Errorf("data: %s: %w", path, err)
	}
	v, err := read(r)
	if err != nil {
		return none, fmt.Errorf("data: %s: %w", path, err)
	}
	return v, nil
}

// unpacked reads r through gzip if it is packed so.
func unpacked(r io.Reader) (io.Reader, error) {
	buffered := bufio.NewReader(r)
	if magic, _ := buffered.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return buffered, nil
	}
	return gzip.NewReader(buffered)
}
