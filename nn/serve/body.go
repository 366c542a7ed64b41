package serve

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"
)

// maxAxes is how deep the inputs' brackets may nest.
const maxAxes = 8

// inputs reads the body of a request for a prediction,
//
//	{"inputs": [[0.5, 1], [2, 3]]}
//
// numbers in brackets that nest evenly. encoding/json would do, at ten times the
// cost, and could not say which number is wrong: this is where a small model's
// server spends its time.
type inputs struct {
	text []byte
	at   int // the next byte

	values []float32
	shape  []int        // the sizes, from the outermost brackets; -1 where not known yet
	index  [maxAxes]int // of the element that is being read
}

// parseInputs reads a body. values is storage to use again.
func parseInputs(body []byte, values []float32) (data []float32, shape []int, err error) {
	p := inputs{text: body, values: values[:0]}
	if err := p.object(); err != nil {
		return values, nil, err
	}
	return p.values, p.shape, nil
}

// object reads {"inputs": …} and the end of the text.
func (p *inputs) object() error {
	if !p.take('{') {
		return p.unexpected(`{"inputs": …}`)
	}
	key, err := p.key()
	if err != nil {
		return err
	}
	if key != "inputs" {
		return fmt.Errorf(`the field %.40q is unknown: "inputs" is the only one`, key)
	}
	if !p.take(':') {
		return p.unexpected(`: after "inputs"`)
	}
	if p.peek() != '[' {
		return p.unexpected("[ after \"inputs\":")
	}
	if err := p.list(0); err != nil {
		return err
	}
	if p.peek() == ',' {
		return fmt.Errorf(`something follows the inputs: "inputs" is the only field`)
	}
	if !p.take('}') {
		return p.unexpected("} after the inputs")
	}
	if p.peek(); p.at < len(p.text) {
		return p.unexpected("the end")
	}
	return nil
}

// list reads [element, …] of the given depth and checks that it is as long as the
// lists beside it.
func (p *inputs) list(depth int) error {
	if depth == maxAxes {
		return fmt.Errorf("the brackets of inputs nest deeper than %d", maxAxes)
	}
	p.at++ // the [
	leaf := p.peek() != '['
	switch {
	case depth == len(p.shape):
		p.shape = append(p.shape, -1)
	case leaf != (depth == len(p.shape)-1):
		return fmt.Errorf("%s nests unlike the elements before it", p.path(depth))
	}
	n := 0
	if p.peek() == ']' {
		return fmt.Errorf("%s is empty", p.path(depth))
	}
	for {
		p.index[depth] = n
		var err error
		switch c := p.peek(); {
		case c == '[' && !leaf:
			err = p.list(depth + 1)
		case c == '[' || c != 0 && !leaf:
			err = fmt.Errorf("%s nests unlike the elements before it", p.path(depth+1))
		case c == 0 && !leaf:
			err = p.unexpected("the list " + p.path(depth+1))
		default:
			err = p.number(depth)
		}
		if err != nil {
			return err
		}
		n++
		if p.take(',') {
			continue
		}
		if p.take(']') {
			break
		}
		return p.unexpected(", or ] after " + p.path(depth+1))
	}
	if p.shape[depth] < 0 {
		p.shape[depth] = n
	} else if p.shape[depth] != n {
		return fmt.Errorf("%s has %d elements, the ones before it have %d", p.path(depth), n, p.shape[depth])
	}
	return nil
}

// number reads a JSON number: -?digits(.digits)?([eE][+-]?digits)?
func (p *inputs) number(depth int) error {
	start := p.at
	negative := p.at < len(p.text) && p.text[p.at] == '-'
	if negative {
		p.at++
	}
	var mantissa uint64
	whole := p.at
	digits := p.digits(&mantissa)
	ok := digits == 1 || digits > 1 && p.text[whole] != '0'
	exponent := 0
	if ok && p.at < len(p.text) && p.text[p.at] == '.' {
		p.at++
		n := p.digits(&mantissa)
		ok = n > 0
		digits += n
		exponent = -n
	}
	plain := true // without an exponent
	if ok && p.at < len(p.text) && p.text[p.at]|0x20 == 'e' {
		plain = false
		p.at++
		if p.at < len(p.text) && (p.text[p.at] == '+' || p.text[p.at] == '-') {
			p.at++
		}
		var ignored uint64
		ok = p.digits(&ignored) > 0
	}
	if !ok || !p.ended() {
		return p.notANumber(depth, start)
	}
	var v float64
	if plain && digits <= 15 && -exponent < len(powersOfTen) {
		v = float64(mantissa) / powersOfTen[-exponent] // exact, and rounded once
		if negative {
			v = -v
		}
	} else {
		v, _ = strconv.ParseFloat(string(p.text[start:p.at]), 64) // overflow is found below
	}
	narrow := float32(v)
	if math.IsInf(float64(narrow), 0) {
		return fmt.Errorf("%s is %s: too large for a 32-bit number", p.path(depth+1), clip(string(p.text[start:p.at])))
	}
	p.values = append(p.values, narrow)
	return nil
}

// powersOfTen are those that a float64 holds exactly, as far as they are of use.
var powersOfTen = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// digits skips digits, appends them to *mantissa, and returns their number.
func (p *inputs) digits(mantissa *uint64) int {
	start := p.at
	for p.at < len(p.text) && p.text[p.at]-'0' < 10 {
		*mantissa = *mantissa*10 + uint64(p.text[p.at]-'0')
		p.at++
	}
	return p.at - start
}

// ended reports whether a number can end here.
func (p *inputs) ended() bool {
	if p.at == len(p.text) {
		return true
	}
	switch p.text[p.at] {
	case ',', ']', ' ', '\n', '\t', '\r':
		return true
	}
	return false
}

// notANumber describes what stands where a number should.
func (p *inputs) notANumber(depth, start int) error {
	p.at = start
	if p.ended() {
		return p.unexpected("the number " + p.path(depth+1))
	}
	for !p.ended() {
		p.at++
	}
	word := clip(string(p.text[start:p.at]))
	return fmt.Errorf("%s is %s, which is no JSON number", p.path(depth+1), word)
}

// key reads a string without escapes.
func (p *inputs) key() (string, error) {
	if !p.take('"') {
		return "", p.unexpected(`"inputs"`)
	}
	start := p.at
	for p.at < len(p.text) && p.text[p.at] != '"' {
		p.at++
	}
	if p.at == len(p.text) {
		return "", p.unexpected(`"`)
	}
	p.at++
	return string(p.text[start : p.at-1]), nil
}

// peek skips white space and returns the next byte, 0 at the end.
func (p *inputs) peek() byte {
	for p.at < len(p.text) {
		switch c := p.text[p.at]; c {
		case ' ', '\n', '\t', '\r':
			p.at++
		default:
			return c
		}
	}
	return 0
}

// take skips c if it comes next.
func (p *inputs) take(c byte) bool {
	if p.at < len(p.text) && p.peek() == c {
		p.at++
		return true
	}
	return false
}

// path names an element: "inputs[0][3]".
func (p *inputs) path(depth int) string {
	s := "inputs"
	for _, i := range p.index[:depth] {
		s += fmt.Sprintf("[%d]", i)
	}
	return s
}

func (p *inputs) unexpected(want string) error {
	if p.at >= len(p.text) {
		return fmt.Errorf("the body ends after %d bytes, where %s is expected", len(p.text), want)
	}
	r, _ := utf8.DecodeRune(p.text[p.at:])
	return fmt.Errorf("byte %d of the body is %q, where %s is expected", p.at, r, want)
}

// clip shortens a quotation of what a client sent.
func clip(s string) string {
	if len(s) > 40 {
		s = strconv.Quote(s[:40])
		return s[1:len(s)-1] + "…"
	}
	return s
}
