package nn

import (
	"bufio"
	endian "encoding/binary"
	"fmt"
	"io"
	"math"
	"os"
)

// SaveNPY writes the tensor to a file that numpy.load reads, as float32 or
// float64.
func (t *Tensor) SaveNPY(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("nn: SaveNPY: %w", err)
	}
	if err := t.WriteNPY(file); err != nil {
		file.Close()
		return fmt.Errorf("nn: SaveNPY: %s: %w", path, err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("nn: SaveNPY: %w", err)
	}
	return nil
}

// WriteNPY writes the tensor in numpy's NPY format, version 1.0: the header is
// filled up so that the numbers begin at a multiple of 64 bytes.
func (t *Tensor) WriteNPY(w io.Writer) error {
	const before, align = 10, 64 // bytes of magic, version and length
	header := npyHeader{order: endian.LittleEndian, kind: 'f', size: t.DType().Size(), shape: t.shape}.String()
	for (before+len(header)+1)%align != 0 {
		header += " "
	}
	header += "\n"
	if len(header) > math.MaxUint16 {
		return fmt.Errorf("%d axes are too many for an NPY file", len(t.shape))
	}
	out := bufio.NewWriter(w)
	out.WriteString(npyMagic + "\x01\x00")
	out.Write(endian.LittleEndian.AppendUint16(nil, uint16(len(header))))
	out.WriteString(header)
	for _, v := range t.data.F32 {
		out.Write(endian.LittleEndian.AppendUint32(out.AvailableBuffer(), math.Float32bits(v)))
	}
	for _, v := range t.data.F64 {
		out.Write(endian.LittleEndian.AppendUint64(out.AvailableBuffer(), math.Float64bits(v)))
	}
	return out.Flush() // the first error of all these writes
}

// LoadNPY reads a tensor from a file that numpy.save wrote: floats of 4 or 8
// bytes, whole numbers of 1 to 8, signed or not, or booleans, in either byte order,
// row by row or column by column. What Float32 holds exactly, floats of 4 bytes,
// whole numbers of up to 2 and booleans, becomes Float32, as numpy would promote
// it; the rest Float64, in which whole numbers beyond 2⁵³ are rounded.
func LoadNPY(path string) (*Tensor, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("nn: LoadNPY: %w", err)
	}
	defer file.Close()
	t, err := ReadNPY(file)
	if err != nil {
		return nil, fmt.Errorf("nn: LoadNPY: %s: %w", path, err)
	}
	return t, nil
}

// ReadNPY reads a tensor as [LoadNPY] does. It reads no further than the tensor's
// end, so several may follow each other.
func ReadNPY(r io.Reader) (*Tensor, error) {
	h, err := readNPYHeader(r)
	if err != nil {
		return nil, err
	}
	n := size(h.shape)
	var t *Tensor
	if h.narrow() {
		values, err := readNPYValues(r, n, h.size, func(b []byte) float32 { return float32(h.value(b)) })
		if err != nil {
			return nil, err
		}
		t = FromFloat32(values, h.shape...)
	} else {
		values, err := readNPYValues(r, n, h.size, h.value)
		if err != nil {
			return nil, err
		}
		t = FromFloat64(values, h.shape...)
	}
	if h.fortran && len(h.shape) > 1 {
		return byRows(t), nil
	}
	return t, nil
}

// narrow reports whether Float32 holds every number of the type.
func (h npyHeader) narrow() bool { return h.size <= 2 || h.kind == 'f' && h.size == 4 }

// value is the number in an element's bytes.
func (h npyHeader) value(b []byte) float64 {
	var bits uint64
	switch h.size {
	case 1:
		bits = uint64(b[0])
	case 2:
		bits = uint64(h.order.Uint16(b))
	case 4:
		bits = uint64(h.order.Uint32(b))
	case 8:
		bits = h.order.Uint64(b)
	}
	switch {
	case h.kind == 'f' && h.size == 4:
		return float64(math.Float32frombits(uint32(bits)))
	case h.kind == 'f':
		return math.Float64frombits(bits)
	case h.kind == 'i':
		unused := 64 - 8*h.size
		return float64(int64(bits<<unused) >> unused) // extends the sign
	case h.kind == 'b' && bits != 0:
		return 1
	}
	return float64(bits)
}

// readNPYValues reads n numbers of the given size. Memory grows as they arrive, so
// that a header cannot claim more than the file holds.
func readNPYValues[T float32 | float64](r io.Reader, n, size int, value func([]byte) T) ([]T, error) {
	const chunk = 1 << 13
	buffer := make([]byte, size*min(n, chunk))
	values := make([]T, 0, min(n, 1<<16))
	for len(values) < n {
		part := buffer[:size*min(n-len(values), chunk)]
		if got, err := io.ReadFull(r, part); err == io.EOF || err == io.ErrUnexpectedEOF {
			return nil, fmt.Errorf("the file is cut short: the header claims %d numbers, there are %d", n, len(values)+got/size)
		} else if err != nil {
			return nil, err
		}
		for ; len(part) > 0; part = part[size:] {
			values = append(values, value(part[:size]))
		}
	}
	return values, nil
}

// byRows reorders a tensor whose storage is column by column: the first index
// counts fastest.
func byRows(t *Tensor) *Tensor {
	y := &Tensor{shape: t.shape, data: t.DType().make(t.Len())}
	index := make([]int, len(t.shape))
	for i := range t.Len() {
		offset := 0
		for axis := len(index) - 1; axis >= 0; axis-- {
			offset = offset*t.shape[axis] + index[axis]
		}
		y.data.Set(i, t.data.At(offset))
		for axis := len(index) - 1; axis >= 0; axis-- {
			if index[axis]++; index[axis] < t.shape[axis] {
				break
			}
			index[axis] = 0
		}
	}
	return y
}
