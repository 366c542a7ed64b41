// Run-length encoding there and back.
package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

func encode(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && runes[j] == runes[i] {
			j++
		}
		if n := j - i; n > 1 {
			b.WriteString(strconv.Itoa(n))
		}
		b.WriteRune(runes[i])
		i = j
	}
	return b.String()
}

func decode(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			n = n*10 + int(r-'0')
			continue
		}
		b.WriteString(strings.Repeat(string(r), max(n, 1)))
		n = 0
	}
	return b.String()
}

func main() {
	for _, s := range []string{"", "a", "aaabccddddde", "wwwwwwwwwwwwb", "ééé漢漢", "   x"} {
		e := encode(s)
		fmt.Printf("%q -> %q (%d -> %d bytes) ok %v\n", s, e, len(s), len(e), decode(e) == s)
	}
}
