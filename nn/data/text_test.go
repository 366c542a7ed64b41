package data

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"gradus/nn"
)

func TestCharacters(t *testing.T) {
	v := Characters("gradus ad")
	if want := []string{"", "�", " ", "a", "d", "g", "r", "s", "u"}; !slices.Equal(v.Tokens, want) || v.Len() != 9 {
		t.Fatalf("tokens %q", v.Tokens)
	}
	ids := v.Encode("radix\xff")
	if want := []int{6, 3, 4, Unknown, Unknown, Unknown}; !slices.Equal(ids, want) {
		t.Errorf("ids %v, want %v", ids, want)
	}
	if got := v.Decode([]int{6, 3, 4, Unknown, Padding, Padding}); got != "rad�" {
		t.Errorf("decoded %q", got)
	}
	if v := Characters("日本語, 日"); v.Decode(v.Encode("本日")) != "本日" || v.Len() != 2+5 {
		t.Errorf("%v", v)
	}
}

func TestWords(t *testing.T) {
	v := Words("The cat, the dog. The Cat's not-so don't 'quoted' 42!", 0)
	ids := v.Encode("the cat's cow")
	if v.Tokens[2] != "the" || v.Decode(ids) != "the cat's �" {
		t.Errorf("tokens %q, ids %v", v.Tokens, ids)
	}
	want := []string{"the", "'", ",", "!", ".", "-", "42", "cat", "cat's", "dog", "don't", "not", "quoted", "so"}
	got := slices.Clone(v.Tokens[2:])
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("words %q, want %q", got, want)
	}
	if few := Words("b b b a a c", 2); !slices.Equal(few.Tokens[2:], []string{"b", "a"}) {
		t.Errorf("the two most frequent: %q", few.Tokens)
	}
}

func TestPadAndWindows(t *testing.T) {
	v := Characters("abc")
	x := v.Pad([]string{"ab", "", "cabc"}, 3)
	if want := []float64{2, 3, 0, 0, 0, 0, 4, 2, 3}; !slices.Equal(x.Data(), want) || !slices.Equal(x.Shape(), []int{3, 3}) {
		t.Errorf("%v", x)
	}
	d := v.Windows("abcab", 3)
	if !slices.Equal(d.X.Data(), []float64{2, 3, 4, 3, 4, 2}) || !slices.Equal(d.Y.Data(), []float64{3, 4, 2, 4, 2, 3}) {
		t.Errorf("X %v, Y %v", d.X, d.Y)
	}
}

func TestTextErrors(t *testing.T) {
	v := Characters("abc")
	var value *nn.ValueError
	cases := []struct {
		f    func()
		want string
	}{
		{func() { v.Decode([]int{2, 9}) }, "id 9 at place 1 is outside of the vocabulary of 5"},
		{func() { v.Decode([]int{-1}) }, "id -1"},
		{func() { v.Pad(nil, 3) }, "0 texts of length 3"},
		{func() { v.Pad([]string{"a"}, 0) }, "1 texts of length 0"},
		{func() { v.Windows("abc", 3) }, "a text of 3 tokens has no windows of length 3"},
		{func() { v.Windows("abc", 0) }, "windows of length 0"},
	}
	for _, c := range cases {
		err, _ := panicOf(c.f).(error)
		if err == nil || !errors.As(err, &value) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("panic %v, want %q", err, c.want)
		}
	}
}

// Encoding and decoding the text that made the vocabulary gives it back, and no
// text is outside of it.
func FuzzVocabulary(f *testing.F) {
	f.Add("gradus ad parnassum", "Don't, it's late!")
	f.Fuzz(func(t *testing.T, text, other string) {
		v := Characters(text)
		if got := v.Decode(v.Encode(text)); got != strings.ToValidUTF8(got, "") || got != string([]rune(text)) {
			t.Errorf("%q came back as %q", text, got)
		}
		w := Words(text, 0)
		for _, id := range append(v.Encode(other), w.Encode(text)...) {
			if id < 1 || id >= max(v.Len(), w.Len()) {
				t.Errorf("id %d", id)
			}
		}
		if slices.Contains(w.Encode(text), Unknown) && !strings.Contains(strings.ToLower(text), unknownToken) && string([]rune(text)) == text {
			t.Errorf("a word of %q is not in its own vocabulary", text)
		}
	})
}
