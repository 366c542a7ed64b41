package nn

import (
	endian "encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// npyHeader is what stands before the numbers of an NPY file, a Python literal:
//
//	{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }
//
// See https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
type npyHeader struct {
	order   endian.ByteOrder
	kind    byte // f, i, u or b
	size    int  // of an element, in bytes
	fortran bool // column by column
	shape   []int
}

const npyMagic = "\x93NUMPY"

// maxNPYHeader bounds the header; numpy itself refuses more than 10000 bytes.
const maxNPYHeader = 1 << 16

// String writes the header as numpy does, without the padding.
func (h npyHeader) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "{'descr': '<%c%d', 'fortran_order': False, 'shape': (", h.kind, h.size)
	for i, d := range h.shape {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString(strconv.Itoa(d))
	}
	if len(h.shape) == 1 {
		s.WriteString(",")
	}
	s.WriteString("), }")
	return s.String()
}

func readNPYHeader(r io.Reader) (h npyHeader, err error) {
	var start [8]byte
	if _, err := io.ReadFull(r, start[:]); err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return h, err
	}
	if string(start[:6]) != npyMagic {
		return h, fmt.Errorf("expected an NPY file, which begins with %q; it begins with %q", npyMagic, start[:6])
	}
	var length [4]byte
	switch start[6] {
	case 1:
		_, err = io.ReadFull(r, length[:2])
	case 2, 3:
		_, err = io.ReadFull(r, length[:4])
	default:
		return h, fmt.Errorf("version %d.%d of the NPY format is not known; versions 1 to 3 are", start[6], start[7])
	}
	n := endian.LittleEndian.Uint32(length[:])
	if n > maxNPYHeader {
		return h, fmt.Errorf("a header of %d bytes is too long", n)
	}
	text := make([]byte, n)
	if err == nil {
		_, err = io.ReadFull(r, text)
	}
	if err != nil {
		return h, fmt.Errorf("the file is cut short in its header (%w)", io.ErrUnexpectedEOF)
	}
	if h, err = parseNPYHeader(string(text)); err != nil {
		return h, fmt.Errorf("the header %.200q cannot be read: %w", strings.TrimSpace(string(text)), err)
	}
	return h, nil
}

// parseNPYHeader reads the literal: three keys, in any order.
func parseNPYHeader(text string) (h npyHeader, err error) {
	p := &npyParser{text}
	found := map[string]bool{}
	if err := p.expect("{"); err != nil {
		return h, err
	}
	for !p.next("}") {
		key, err := p.quoted()
		if err != nil {
			return h, err
		}
		if err := p.expect(":"); err != nil {
			return h, err
		}
		switch key {
		case "descr":
			err = h.parseType(p)
		case "fortran_order":
			h.fortran = p.next("True")
			if !h.fortran {
				err = p.expect("False")
			}
		case "shape":
			h.shape, err = p.shape()
		default:
			err = fmt.Errorf("key %q is not known", key)
		}
		if err != nil {
			return h, err
		}
		if found[key] {
			return h, fmt.Errorf("key %q comes twice", key)
		}
		found[key] = true
		if !p.next(",") && !strings.HasPrefix(p.skipSpace(), "}") {
			return h, fmt.Errorf("expected , or } before %.20q", p.rest)
		}
	}
	if p.skipSpace() != "" {
		return h, fmt.Errorf("there is more after it: %.20q", p.rest)
	}
	if len(found) != 3 {
		return h, errors.New("expected the keys descr, fortran_order and shape")
	}
	return h, nil
}

// parseType reads the type of the elements: byte order, kind and size.
func (h *npyHeader) parseType(p *npyParser) error {
	if strings.HasPrefix(p.skipSpace(), "[") {
		return errors.New("the elements are structures; numbers of one type are read")
	}
	descr, err := p.quoted()
	if err != nil {
		return err
	}
	if len(descr) != 3 {
		return typeError(descr)
	}
	h.order, h.kind, h.size = endian.LittleEndian, descr[1], int(descr[2]-'0')
	switch descr[0] {
	case '>':
		h.order = endian.BigEndian
	case '<', '|', '=':
	default:
		return typeError(descr)
	}
	switch descr[1:] {
	case "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1":
		return nil
	}
	return typeError(descr)
}

func typeError(descr string) error {
	return fmt.Errorf("elements of type %q are not read; convert them in Python, as with x.astype('float32')", descr)
}

// npyParser cuts pieces from the front of a literal.
type npyParser struct{ rest string }

func (p *npyParser) skipSpace() string {
	p.rest = strings.TrimLeft(p.rest, " \t\r\n")
	return p.rest
}

// next cuts token off, if it comes next.
func (p *npyParser) next(token string) (found bool) {
	p.rest, found = strings.CutPrefix(p.skipSpace(), token)
	return found
}

func (p *npyParser) expect(token string) error {
	if !p.next(token) {
		return fmt.Errorf("expected %s before %.20q", token, p.rest)
	}
	return nil
}

func (p *npyParser) quoted() (string, error) {
	for _, quote := range []string{"'", `"`} {
		if p.next(quote) {
			s, rest, found := strings.Cut(p.rest, quote)
			if !found {
				return "", errors.New("a quote is not closed")
			}
			p.rest = rest
			return s, nil
		}
	}
	return "", fmt.Errorf("expected a word in quotes before %.20q", p.rest)
}

// shape reads a tuple of sizes.
func (p *npyParser) shape() ([]int, error) {
	if err := p.expect("("); err != nil {
		return nil, err
	}
	shape, n := []int{}, 1
	for !p.next(")") {
		p.skipSpace()
		digits := len(p.rest) - len(strings.TrimLeft(p.rest, "0123456789"))
		d, err := strconv.Atoi(p.rest[:digits])
		if err != nil {
			return nil, fmt.Errorf("expected a size before %.20q", p.rest)
		}
		p.rest = p.rest[digits:]
		p.next("L") // Python 2
		shape = append(shape, d)
		if d > math.MaxInt32 || d > 0 && n > math.MaxInt32/d {
			return nil, fmt.Errorf("shape %v has more than 2³¹ elements", shape)
		}
		n *= d
		if !p.next(",") && !strings.HasPrefix(p.skipSpace(), ")") {
			return nil, fmt.Errorf("expected , or ) before %.20q", p.rest)
		}
	}
	return shape, nil
}
