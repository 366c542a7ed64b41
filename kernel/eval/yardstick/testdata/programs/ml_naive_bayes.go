// A naive Bayes filter for unwanted mail.
package main

import (
	"fmt"
	"math"
	"strings"
	"unicode"
)

type bayes struct {
	words  map[string]map[string]int // class → word → count
	totals map[string]int
	docs   map[string]int
	vocab  map[string]struct{}
}

func newBayes() *bayes {
	return &bayes{map[string]map[string]int{}, map[string]int{}, map[string]int{}, map[string]struct{}{}}
}

func tokens(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
}

func (b *bayes) learn(class, text string) {
	if b.words[class] == nil {
		b.words[class] = make(map[string]int)
	}
	b.docs[class]++
	for _, w := range tokens(text) {
		b.words[class][w]++
		b.totals[class]++
		b.vocab[w] = struct{}{}
	}
}

func (b *bayes) logProbability(class, text string) float64 {
	all := 0
	for _, n := range b.docs {
		all += n
	}
	p := math.Log(float64(b.docs[class]) / float64(all))
	for _, w := range tokens(text) {
		p += math.Log(float64(b.words[class][w]+1) / float64(b.totals[class]+len(b.vocab)))
	}
	return p
}

func main() {
	b := newBayes()
	b.learn("spam", "Win money now! Claim your free prize money.")
	b.learn("spam", "Free offer: cheap pills, claim now")
	b.learn("ham", "Shall we meet for lunch tomorrow?")
	b.learn("ham", "The report is ready; see you at the meeting tomorrow")
	for _, text := range []string{"claim your free money", "lunch at the meeting", "free lunch tomorrow"} {
		spam, ham := b.logProbability("spam", text), b.logProbability("ham", text)
		verdict := "ham"
		if spam > ham {
			verdict = "spam"
		}
		fmt.Printf("%-22q %s (%.2f against %.2f)\n", text, verdict, spam, ham)
	}
}
