// Groups of anagrams, with a sorted word as key.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type byRune []rune

func (b byRune) Len() int           { return len(b) }
func (b byRune) Less(i, j int) bool { return b[i] < b[j] }
func (b byRune) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func key(w string) string {
	r := []rune(w)
	sort.Sort(byRune(r))
	return string(r)
}

func main() {
	words := strings.Fields("listen silent enlist google elbow below bowel state taste night thing inch chin")
	groups := map[string][]string{}
	var order []string
	for _, w := range words {
		k := key(w)
		if _, seen := groups[k]; !seen {
			order = append(order, k)
		}
		groups[k] = append(groups[k], w)
	}
	for _, k := range order {
		if g := groups[k]; len(g) > 1 {
			sort.Sort(sort.Reverse(sort.StringSlice(g)))
			fmt.Println(k, g)
		}
	}
}
