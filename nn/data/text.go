package data

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"gradus/nn"
)

// The ids that every vocabulary begins with, as Keras numbers them.
const (
	Padding = 0 // fills short texts up, and marks their end
	Unknown = 1 // stands for what is not in the vocabulary
)

// Vocabulary numbers the tokens of a text: its characters or its words. Token i
// has the id i.
type Vocabulary struct {
	Tokens []string // "" for Padding, "�" for Unknown, and then those of the text

	ids   map[string]int
	words bool
}

// Characters makes a vocabulary of the characters of a text, in Unicode's order.
func Characters(text string) *Vocabulary {
	v := newVocabulary(false)
	tokens := v.split(text)
	slices.Sort(tokens)
	for _, token := range slices.Compact(tokens) {
		v.add(token)
	}
	return v
}

// Words makes a vocabulary of the words of a text, in lower case, the most
// frequent first, at most limit of them; all if limit is 0. Punctuation marks are
// words of their own.
func Words(text string, limit int) *Vocabulary {
	v := newVocabulary(true)
	count := map[string]int{}
	for _, word := range v.split(text) {
		count[word]++
	}
	words := make([]string, 0, len(count))
	for word := range count {
		words = append(words, word)
	}
	slices.SortFunc(words, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	if limit > 0 {
		words = words[:min(limit, len(words))]
	}
	for _, word := range words {
		v.add(word)
	}
	return v
}

const unknownToken = "�"

func newVocabulary(words bool) *Vocabulary {
	v := &Vocabulary{ids: map[string]int{}, words: words}
	v.add("")
	v.add(unknownToken)
	return v
}

func (v *Vocabulary) add(token string) {
	if _, known := v.ids[token]; !known {
		v.ids[token] = len(v.Tokens)
		v.Tokens = append(v.Tokens, token)
	}
}

// Len returns the number of ids, those of Padding and Unknown included: the rows
// that an embedding needs.
func (v *Vocabulary) Len() int { return len(v.Tokens) }

// Encode turns a text into ids; a token that is not in the vocabulary is Unknown.
func (v *Vocabulary) Encode(text string) []int {
	tokens := v.split(text)
	ids := make([]int, len(tokens))
	for i, token := range tokens {
		id, known := v.ids[token]
		if !known {
			id = Unknown
		}
		ids[i] = id
	}
	return ids
}

// Decode turns ids into a text, words with a space between them; Padding is left
// out.
func (v *Vocabulary) Decode(ids []int) string {
	var tokens []string
	for i, id := range ids {
		if id < 0 || id >= v.Len() {
			panic(&nn.ValueError{Op: "Decode", Hint: fmt.Sprintf("id %d at place %d is outside of the vocabulary of %d", id, i, v.Len())})
		}
		if id != Padding {
			tokens = append(tokens, v.Tokens[id])
		}
	}
	if v.words {
		return strings.Join(tokens, " ")
	}
	return strings.Join(tokens, "")
}

// Pad encodes texts as rows of the same length, filled up with Padding or cut off
// at the end: [len(texts), length].
func (v *Vocabulary) Pad(texts []string, length int) *nn.Tensor {
	if length < 1 || len(texts) == 0 {
		panic(&nn.ValueError{Op: "Pad", Hint: fmt.Sprintf("needs at least one text and a length of at least 1, not %d texts of length %d", len(texts), length)})
	}
	rows := make([]float32, len(texts)*length)
	for i, text := range texts {
		ids := v.Encode(text)
		for j := range min(length, len(ids)) {
			rows[i*length+j] = float32(ids[j])
		}
	}
	return nn.FromFloat32(rows, len(texts), length)
}

// Windows cuts a text into samples for predicting the next token: X [N, length]
// are the ids from each place on, one after the other, and Y [N, length] the same,
// one token further.
//
//	"gradus", length 3:  X gra  rad  adu
//	                     Y rad  adu  dus
func (v *Vocabulary) Windows(text string, length int) *Data {
	ids := v.Encode(text)
	n := len(ids) - length
	if length < 1 || n < 1 {
		panic(&nn.ValueError{Op: "Windows", Hint: fmt.Sprintf("a text of %d tokens has no windows of length %d; it must be longer", len(ids), length)})
	}
	if n > maxElements/length {
		panic(&nn.ValueError{Op: "Windows", Hint: fmt.Sprintf("%d windows of length %d do not fit in memory", n, length)})
	}
	x, y := make([]float32, 0, n*length), make([]float32, 0, n*length)
	for i := range n {
		for j := range length {
			x = append(x, float32(ids[i+j]))
			y = append(y, float32(ids[i+j+1]))
		}
	}
	return New(nn.FromFloat32(x, n, length), nn.FromFloat32(y, n, length))
}

// String tells the size and the first tokens.
func (v *Vocabulary) String() string {
	kind := "characters"
	if v.words {
		kind = "words"
	}
	first := v.Tokens[2:min(len(v.Tokens), 12)]
	more := ""
	if len(v.Tokens) > 12 {
		more = " …"
	}
	return fmt.Sprintf("%d %s, and padding and unknown: %q%s", v.Len()-2, kind, first, more)
}

// split cuts a text into its tokens.
func (v *Vocabulary) split(text string) []string {
	if !v.words {
		var tokens []string
		for _, r := range text { // bytes that are no UTF-8 become �
			tokens = append(tokens, string(r))
		}
		return tokens
	}
	var tokens []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			tokens = append(tokens, word.String())
			word.Reset()
		}
	}
	runes := []rune(strings.ToLower(text))
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			word.WriteRune(r)
		case (r == '\'' || r == '’') && word.Len() > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i+1]): // don't
			word.WriteRune(r)
		default:
			end()
			if !unicode.IsSpace(r) {
				tokens = append(tokens, string(r))
			}
		}
	}
	end()
	return tokens
}
