package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

func build(n int) string {
	var b strings.Builder
	for i := 0; i < n; i++ {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString("item ")
		b.WriteString(strconv.Itoa(i))
		b.WriteByte('=')
		b.WriteString(strings.Repeat("x", i%7))
	}
	return b.String()
}

func main() {
	start := time.Now()
	s := build(150000)
	fmt.Println(len(s), strings.Count(s, "x"), s[len(s)-20:])
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
