package kernel

import "testing"

func TestByteOffset(t *testing.T) {
	for _, c := range []struct {
		code   string
		cursor int
		want   int
		inside bool
	}{
		{"", 0, 0, true}, {"", 1, 0, false}, {"abc", -1, 0, false}, {"abc", 2, 2, true}, {"abc", 3, 3, true},
		{"abc", 4, 3, false}, {"é𝜋x", 1, 2, true}, {"é𝜋x", 2, 6, true}, {"é𝜋x", 3, 7, true}, {"é𝜋x", 1 << 40, 7, false},
	} {
		got, inside := byteOffset(c.code, c.cursor)
		if got != c.want || inside != c.inside {
			t.Errorf("byteOffset(%q, %d) = %d, %v, want %d, %v", c.code, c.cursor, got, inside, c.want, c.inside)
		}
		if back := runeOffset(c.code, got); inside && back != c.cursor {
			t.Errorf("runeOffset(%q, %d) = %d, want %d", c.code, got, back, c.cursor)
		}
	}
}
