// Errors as values: a scanner that remembers its first failure.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

type reader struct {
	fields []string
	err    error
}

func (r *reader) next() string {
	if r.err != nil {
		return ""
	}
	if len(r.fields) == 0 {
		r.err = fmt.Errorf("line ends too early")
		return ""
	}
	f := r.fields[0]
	r.fields = r.fields[1:]
	return f
}

func (r *reader) int() int {
	s := r.next()
	if r.err != nil {
		return 0
	}
	n, err := strconv.Atoi(s)
	r.err = err
	return n
}

func (r *reader) float() (f float64) {
	if s := r.next(); r.err == nil {
		f, r.err = strconv.ParseFloat(s, 64)
	}
	return
}

type item struct {
	name  string
	count int
	price float64
}

func parse(line string) (item, error) {
	r := &reader{fields: strings.Fields(line)}
	i := item{r.next(), r.int(), r.float()}
	return i, r.err
}

func main() {
	total := 0.0
	for n, line := range strings.Split("pen 12 0.5\nink 2 7.25\nnib x 1\npad 3\ncap 1 1e999", "\n") {
		i, err := parse(line)
		if err != nil {
			fmt.Printf("line %d: %v\n", n+1, err)
			continue
		}
		fmt.Printf("%+v\n", i)
		total += float64(i.count) * i.price
	}
	fmt.Println("total", total)
}
