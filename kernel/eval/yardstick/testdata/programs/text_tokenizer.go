// A scanner and a recursive-descent calculator.
package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

type parser struct {
	text string
	pos  int
}

var errDivision = errors.New("division by zero")

func (p *parser) peek() byte {
	for p.pos < len(p.text) && p.text[p.pos] == ' ' {
		p.pos++
	}
	if p.pos == len(p.text) {
		return 0
	}
	return p.text[p.pos]
}

func (p *parser) binary(operators string, operand func() float64, apply func(op byte, a, b float64) float64) float64 {
	left := operand()
	for {
		op, found := p.peek(), false
		for i := range operators {
			found = found || operators[i] == op
		}
		if !found {
			return left
		}
		p.pos++
		left = apply(op, left, operand())
	}
}

func (p *parser) sum() float64 {
	return p.binary("+-", p.product, func(op byte, a, b float64) float64 {
		if op == '-' {
			return a - b
		}
		return a + b
	})
}

func (p *parser) product() float64 {
	return p.binary("*/", p.factor, func(op byte, a, b float64) float64 {
		if op == '*' {
			return a * b
		}
		if b == 0 {
			panic(errDivision)
		}
		return a / b
	})
}

func (p *parser) factor() float64 {
	switch c := p.peek(); {
	case c == '-':
		p.pos++
		return -p.factor()
	case c == '(':
		p.pos++
		v := p.sum()
		if p.peek() != ')' {
			panic(fmt.Errorf("missing ) at %d", p.pos))
		}
		p.pos++
		return v
	case c >= '0' && c <= '9':
		start := p.pos
		for p.pos < len(p.text) && (p.text[p.pos] == '.' || p.text[p.pos] >= '0' && p.text[p.pos] <= '9') {
			p.pos++
		}
		v, _ := strconv.ParseFloat(p.text[start:p.pos], 64)
		return v
	default:
		panic(fmt.Errorf("unexpected %q at %d", c, p.pos))
	}
}

func calculate(text string) (v float64, err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			v, err = math.NaN(), e
		}
	}()
	p := &parser{text: text}
	v = p.sum()
	if p.peek() != 0 {
		return 0, fmt.Errorf("left over: %q", text[p.pos:])
	}
	return v, nil
}

func main() {
	for _, text := range []string{"1 + 2*3", "-(4 - 6) * 2.5", "2 * (3 + 4) / 7", "1 / 0", "(1 + 2", "3 $ 4", "2 + x"} {
		v, err := calculate(text)
		fmt.Println(text, "=", v, err)
		if errors.Is(err, errDivision) {
			fmt.Println("  (no number divides by zero)")
		}
	}
}
