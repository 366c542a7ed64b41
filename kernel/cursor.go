package kernel

import "unicode/utf8"

// byteOffset converts a cursor position, counted in code points, to bytes. A
// cursor outside of the code is moved to its nearer end, and reported.
func byteOffset(code string, cursor int) (offset int, inside bool) {
	if cursor < 0 {
		return 0, false
	}
	for i := range code {
		if cursor == 0 {
			return i, true
		}
		cursor--
	}
	return len(code), cursor == 0
}

// runeOffset converts an offset in bytes to code points.
func runeOffset(code string, offset int) int {
	return utf8.RuneCountInString(code[:max(0, min(offset, len(code)))])
}
