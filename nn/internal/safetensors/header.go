package safetensors

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"
)

// header is what a file's header says, checked.
type header struct {
	metadata map[string]string
	entries  []entry // by offset
}

type entry struct {
	array      Array // without its data
	begin, end int
}

// file cuts data, of the length that parseHeader checked, into the arrays.
func (h *header) file(data []byte) *File {
	f := &File{Metadata: h.metadata, Arrays: make([]Array, len(h.entries))}
	for i, e := range h.entries {
		e.array.Data = data[e.begin:e.end:e.end]
		f.Arrays[i] = e.array
	}
	return f
}

// parseHeader reads the header of a file with size bytes of data. It walks the
// JSON token by token: encoding/json would keep the last of two equal names.
func parseHeader(text []byte, size int64) (*header, error) {
	if len(text) == 0 || text[0] != '{' {
		return nil, errors.New("the header does not begin with {: this is no safetensors file")
	}
	if !utf8.Valid(text) {
		return nil, errors.New("the header is no UTF-8 text")
	}
	p := parser{json.NewDecoder(bytes.NewReader(text))}
	p.UseNumber()
	h := &header{}
	seen := map[string]bool{}
	err := p.object(func(name string) (err error) {
		if seen[name] {
			return fmt.Errorf("two arrays have the name %s", quote(name))
		}
		seen[name] = true
		if name == "__metadata__" {
			h.metadata, err = p.metadata()
			return err
		}
		e, err := p.entry()
		if err != nil {
			return fmt.Errorf("array %s: %w", quote(name), err)
		}
		e.array.Name = name
		h.entries = append(h.entries, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	if rest := bytes.TrimSpace(text[p.InputOffset():]); len(rest) > 0 {
		return nil, fmt.Errorf("header: %d bytes follow its closing }", len(rest))
	}
	return h, h.checkOffsets(size)
}

// checkOffsets sorts the arrays by offset and checks that they lie side by side.
func (h *header) checkOffsets(size int64) error {
	slices.SortStableFunc(h.entries, func(a, b entry) int {
		if a.begin != b.begin {
			return a.begin - b.begin // neither is negative
		}
		return a.end - b.end
	})
	at := 0
	for _, e := range h.entries {
		name := quote(e.array.Name)
		switch {
		case int64(e.end) > size:
			return fmt.Errorf("array %s ends at byte %d of the data, which has %d: the file is truncated", name, e.end, size)
		case e.begin < at:
			return fmt.Errorf("array %s begins at byte %d of the data, inside of the array before it", name, e.begin)
		case e.begin > at:
			return fmt.Errorf("bytes %d to %d of the data, before array %s, belong to no array", at, e.begin, name)
		}
		at = e.end
	}
	if int64(at) < size {
		return fmt.Errorf("%d bytes follow the last array", size-int64(at))
	}
	return nil
}

// parser reads the JSON of a header.
type parser struct{ *json.Decoder }

// object reads an object; field reads the value of each name.
func (p parser) object(field func(name string) error) error {
	if err := p.delim('{'); err != nil {
		return err
	}
	for p.More() {
		name, err := p.text()
		if err != nil {
			return err
		}
		if err := field(name); err != nil {
			return err
		}
	}
	return p.delim('}')
}

func (p parser) metadata() (map[string]string, error) {
	m := map[string]string{}
	err := p.object(func(key string) (err error) {
		if _, ok := m[key]; ok {
			return fmt.Errorf("two metadata have the name %s", quote(key))
		}
		if m[key], err = p.text(); err != nil {
			return fmt.Errorf("metadata %s: %w", quote(key), err)
		}
		return nil
	})
	return m, err
}

func (p parser) entry() (e entry, err error) {
	var offsets []int
	seen := map[string]bool{}
	err = p.object(func(field string) (err error) {
		if seen[field] {
			return fmt.Errorf("%s is there twice", quote(field))
		}
		seen[field] = true
		switch field {
		case "dtype":
			var s string
			s, err = p.text()
			e.array.DType = DType(s)
		case "shape":
			e.array.Shape, err = p.numbers(maxAxes)
		case "data_offsets":
			offsets, err = p.numbers(2)
		default:
			return fmt.Errorf("%s is neither dtype, shape nor data_offsets", quote(field))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", field, err)
		}
		return nil
	})
	if err != nil {
		return e, err
	}
	for _, field := range []string{"dtype", "shape", "data_offsets"} {
		if !seen[field] {
			return e, fmt.Errorf("%s is missing", field)
		}
	}
	if len(offsets) != 2 || offsets[0] > offsets[1] {
		return e, fmt.Errorf("data_offsets %v are not begin and end", offsets)
	}
	e.begin, e.end = offsets[0], offsets[1]
	switch n, err := byteSize(e.array.DType, e.array.Shape); {
	case err != nil:
		return e, err
	case n != e.end-e.begin:
		return e, fmt.Errorf("shape %v of %s takes %d bytes, data_offsets %v hold %d", e.array.Shape, e.array.DType, n, offsets, e.end-e.begin)
	}
	return e, nil
}

// numbers reads a list of at most limit whole numbers that are not negative.
func (p parser) numbers(limit int) ([]int, error) {
	if err := p.delim('['); err != nil {
		return nil, err
	}
	list := []int{}
	for p.More() {
		token, err := p.token()
		if err != nil {
			return nil, err
		}
		number, ok := token.(json.Number)
		if !ok {
			return nil, fmt.Errorf("%v is no number", token)
		}
		n, err := strconv.ParseUint(number.String(), 10, strconv.IntSize-1)
		if err != nil {
			return nil, fmt.Errorf("%s is no whole number from 0 to %d", quote(number.String()), uint64(1)<<(strconv.IntSize-1)-1)
		}
		if len(list) == limit {
			return nil, fmt.Errorf("more than %d numbers", limit)
		}
		list = append(list, int(n))
	}
	return list, p.delim(']')
}

func (p parser) text() (string, error) {
	token, err := p.token()
	if err != nil {
		return "", err
	}
	s, ok := token.(string)
	if !ok {
		return "", fmt.Errorf("at byte %d: %v stands where text is expected", p.InputOffset(), token)
	}
	return s, nil
}

func (p parser) delim(want json.Delim) error {
	token, err := p.token()
	if err != nil {
		return err
	}
	if token != want {
		return fmt.Errorf("at byte %d: %.50q stands where %v is expected", p.InputOffset(), fmt.Sprint(token), want)
	}
	return nil
}

func (p parser) token() (json.Token, error) {
	token, err := p.Token()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("at byte %d: %w", p.InputOffset(), err)
	}
	return token, nil
}
