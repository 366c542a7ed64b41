package safetensors

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"gradus/nn/internal/atomicfile"
)

// WriteFile writes the file so that path is never seen half written.
func (f *File) WriteFile(path string) error {
	return atomicfile.Write(path, func(w io.Writer) error { return f.Write(w) })
}

// Encode returns the file's bytes.
func (f *File) Encode() ([]byte, error) {
	var out bytes.Buffer
	err := f.Write(&out)
	return out.Bytes(), err
}

// Write writes the file. The arrays' order is kept, but for those of larger
// elements coming first: so each begins at a multiple of its element's size.
func (f *File) Write(w io.Writer) error {
	arrays := slices.Clone(f.Arrays)
	slices.SortStableFunc(arrays, func(a, b Array) int {
		return cmp.Compare(bytesEach[b.DType], bytesEach[a.DType])
	})
	header, err := f.header(arrays)
	if err != nil {
		return fmt.Errorf("safetensors: %w", err)
	}
	if _, err := w.Write(header); err != nil {
		return err
	}
	for _, a := range arrays {
		if _, err := w.Write(a.Data); err != nil {
			return err
		}
	}
	return nil
}

// header returns the length and the header, padded to a multiple of 8 bytes.
func (f *File) header(arrays []Array) ([]byte, error) {
	var out bytes.Buffer
	out.Write(make([]byte, 8))
	out.WriteByte('{')
	if len(f.Metadata) > 0 {
		if err := field(&out, "__metadata__", f.Metadata); err != nil {
			return nil, err
		}
	}
	seen := map[string]bool{"__metadata__": true}
	begin := 0
	for _, a := range arrays {
		n, err := byteSize(a.DType, a.Shape)
		switch {
		case err != nil:
			return nil, fmt.Errorf("array %s: %w", quote(a.Name), err)
		case n != len(a.Data):
			return nil, fmt.Errorf("array %s: shape %v of %s takes %d bytes, the data has %d", quote(a.Name), a.Shape, a.DType, n, len(a.Data))
		case !utf8.ValidString(a.Name):
			return nil, fmt.Errorf("the name %s is no UTF-8 text", quote(a.Name))
		case seen[a.Name]:
			return nil, fmt.Errorf("the name %s is taken", quote(a.Name))
		}
		seen[a.Name] = true
		about := struct {
			DType   DType  `json:"dtype"`
			Shape   []int  `json:"shape"`
			Offsets [2]int `json:"data_offsets"`
		}{a.DType, append([]int{}, a.Shape...), [2]int{begin, begin + n}}
		if err := field(&out, a.Name, about); err != nil {
			return nil, err
		}
		begin += n
	}
	out.WriteByte('}')
	for out.Len()%8 != 0 {
		out.WriteByte(' ')
	}
	if out.Len()-8 > maxHeader {
		return nil, fmt.Errorf("the header takes %d bytes, more than %d", out.Len()-8, maxHeader)
	}
	header := out.Bytes()
	binary.LittleEndian.PutUint64(header, uint64(len(header)-8))
	return header, nil
}

// field writes a name and its value into the object that out ends in.
func field(out *bytes.Buffer, name string, value any) error {
	key, err := json.Marshal(name)
	if err != nil {
		return err
	}
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if last := out.Bytes()[out.Len()-1]; last != '{' {
		out.WriteByte(',')
	}
	out.Write(key)
	out.WriteByte(':')
	out.Write(text)
	return nil
}
