// Readers and writers of one's own among those of io.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

type rot13 struct{ io.Reader }

func (r rot13) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	for i, b := range p[:n] {
		switch {
		case b >= 'a' && b <= 'z':
			p[i] = 'a' + (b-'a'+13)%26
		case b >= 'A' && b <= 'Z':
			p[i] = 'A' + (b-'A'+13)%26
		}
	}
	return n, err
}

type counter struct {
	bytes, lines int
}

func (c *counter) Write(p []byte) (int, error) {
	c.bytes += len(p)
	c.lines += bytes.Count(p, []byte("\n"))
	return len(p), nil
}

type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

func main() {
	var out strings.Builder
	var c counter
	n, err := io.Copy(io.MultiWriter(&out, &c), rot13{strings.NewReader("Uryyb, Jbeyq!\nTb vf sha.\n")})
	fmt.Print(out.String())
	fmt.Println(n, err, c)
	b, _ := io.ReadAll(io.LimitReader(endless('z'), 5))
	fmt.Println(string(b))
	r := bufio.NewReader(io.MultiReader(strings.NewReader("first li"), strings.NewReader("ne\nsecond")))
	for {
		line, err := r.ReadString('\n')
		fmt.Printf("%q %v\n", line, err)
		if err != nil {
			break
		}
	}
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprintf(pw, "%d squared is %d", 12, 144)
		pw.CloseWithError(io.ErrUnexpectedEOF)
	}()
	b, err = io.ReadAll(pr)
	fmt.Println(string(b), err)
	w := bufio.NewWriterSize(&c, 16)
	fmt.Fprint(w, "a\n", "b\n")
	fmt.Println(w.Buffered(), c.lines)
	w.Flush()
	fmt.Println(w.Buffered(), c.lines)
}
