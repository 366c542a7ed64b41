// Wrapping, centring and framing of text.
package main

import (
	"fmt"
	"strings"
)

func wrap(text string, width int) (lines []string) {
	var line []string
	length := 0
	for _, w := range strings.Fields(text) {
		if length+len(line)+len(w) > width && len(line) > 0 {
			lines = append(lines, strings.Join(line, " "))
			line, length = nil, 0
		}
		line = append(line, w)
		length += len(w)
	}
	return append(lines, strings.Join(line, " "))
}

func justify(line string, width int) string {
	words := strings.Fields(line)
	gaps := len(words) - 1
	if gaps == 0 {
		return line
	}
	spaces := width - len(strings.Join(words, ""))
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w)
		if i < gaps {
			n := spaces / gaps
			if i < spaces%gaps {
				n++
			}
			fmt.Fprintf(&b, "%*s", n, "")
		}
	}
	return b.String()
}

func main() {
	text := "A neural network is a function with many parameters, composed of layers, each of which is simple."
	lines := wrap(text, 28)
	fmt.Println("+" + strings.Repeat("-", 30) + "+")
	for i, l := range lines {
		if i < len(lines)-1 {
			l = justify(l, 28)
		}
		fmt.Printf("| %-28s |\n", l)
	}
	fmt.Println("+" + strings.Repeat("-", 30) + "+")
	fmt.Printf("%*s\n", 16+len("end")/2, "end")
}
