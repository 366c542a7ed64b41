// The Caesar cipher and how frequencies break it.
package main

import (
	"fmt"
	"strings"
)

func rotate(s string, by int) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return 'a' + (r-'a'+rune(by)+26)%26
		case 'A' <= r && r <= 'Z':
			return 'A' + (r-'A'+rune(by)+26)%26
		}
		return r
	}, s)
}

// guess takes the most frequent letter for an e.
func guess(s string) int {
	var counts [26]int
	for _, r := range strings.ToLower(s) {
		if 'a' <= r && r <= 'z' {
			counts[r-'a']++
		}
	}
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	return (best - ('e' - 'a') + 26) % 26
}

func main() {
	plain := "Meet me where the evergreen trees end, at seven."
	secret := rotate(plain, 11)
	fmt.Println(secret)
	key := guess(secret)
	fmt.Println(key, rotate(secret, -key))
	fmt.Println(rotate(rotate(plain, 13), 13) == plain)
}
