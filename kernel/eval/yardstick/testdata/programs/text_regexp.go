// Regular expressions: find, take apart, replace.
package main

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	line = regexp.MustCompile(`^(?P<level>[A-Z]+)\s+\[(?P<part>\w+)\]\s+(?P<text>.*)$`)
	date = regexp.MustCompile(`(\d{4})-(\d{2})-(\d{2})`)
	word = regexp.MustCompile(`\b\pL+\b`)
)

const log = `INFO [net] listening since 2024-03-01
WARN [disk] 91% full on 2024-03-07
not a log line
ERROR [net] lost peer between 2024-03-08 and 2024-03-09`

func main() {
	for _, l := range strings.Split(log, "\n") {
		m := line.FindStringSubmatch(l)
		if m == nil {
			fmt.Printf("skipped %q\n", l)
			continue
		}
		fields := make(map[string]string)
		for i, name := range line.SubexpNames() {
			if name != "" {
				fields[name] = m[i]
			}
		}
		fmt.Println(fields["level"], fields["part"], date.FindAllString(fields["text"], -1))
	}
	fmt.Println(date.ReplaceAllString("from 2024-03-08 on", "$3.$2.$1"))
	fmt.Println(word.ReplaceAllStringFunc("go is fun, n'est-ce pas?", strings.ToUpper))
	fmt.Println(word.FindAllStringIndex("one two", -1))
}
