// Bytes, runes and graphemes that are not what they seem.
package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func palindrome(s string) bool {
	var letters []rune
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters = append(letters, unicode.ToLower(r))
		}
	}
	return string(letters) == reverse(string(letters))
}

func main() {
	for _, s := range []string{"hello", "héllo", "世界", "a\xffb", "😀!"} {
		fmt.Printf("%-8q %d bytes %d runes reversed %q valid %t\n",
			s, len(s), utf8.RuneCountInString(s), reverse(s), utf8.ValidString(s))
	}
	for i, r := range "zß水" {
		fmt.Printf("%d:%c(%U) ", i, r, r)
	}
	fmt.Println()
	fmt.Println(palindrome("A man, a plan, a canal: Panama"), palindrome("Gopher"))
	b := []byte("xyz")
	b[1] = 'Y'
	b = utf8.AppendRune(b, 'é')
	fmt.Println(string(b), b, strings.ToTitle("dž"), strings.EqualFold("STRASSE", "strasse"))
	classes := map[string]func(rune) bool{"digit": unicode.IsDigit, "upper": unicode.IsUpper, "space": unicode.IsSpace}
	for _, name := range []string{"digit", "upper", "space"} {
		fmt.Println(name, strings.IndexFunc("go 1.26 By Example", classes[name]))
	}
}
