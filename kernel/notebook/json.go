package notebook

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// appendJSON appends v as Python's json.dumps(v, indent=1, sort_keys=True,
// ensure_ascii=False) would: that is how Jupyter writes, and encoding/json
// differs from it in the characters that it escapes.
func appendJSON(b []byte, v any, depth int) []byte {
	switch v := v.(type) {
	case map[string]any:
		if len(v) == 0 {
			return append(b, "{}"...)
		}
		b = append(b, '{')
		for i, key := range slices.Sorted(maps.Keys(v)) {
			b = newLine(b, i, depth+1)
			b = append(appendString(b, key), ": "...)
			b = appendJSON(b, v[key], depth+1)
		}
		return append(newLine(b, 0, depth), '}')
	case []any:
		if len(v) == 0 {
			return append(b, "[]"...)
		}
		b = append(b, '[')
		for i, element := range v {
			b = newLine(b, i, depth+1)
			b = appendJSON(b, element, depth+1)
		}
		return append(newLine(b, 0, depth), ']')
	case string:
		return appendString(b, v)
	case json.Number:
		return append(b, v...)
	case nil:
		return append(b, "null"...)
	case bool, int:
		return fmt.Append(b, v)
	}
	return appendJSON(b, plain(v), depth)
}

// newLine ends a line and indents the next; a comma precedes all but the first.
func newLine(b []byte, i, depth int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	b = append(b, '\n')
	return append(b, strings.Repeat(" ", depth)...)
}

// plain turns a value of any other type into what JSON is made of: floats of
// a kernel's output, structs and typed maps in metadata made by programs.
func plain(v any) any {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	var out any
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.UseNumber()
	if decoder.Decode(&out) != nil {
		return fmt.Sprint(v)
	}
	return out
}

func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s { // what is not UTF-8 becomes U+FFFD
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r == '\b':
			b = append(b, `\b`...)
		case r == '\f':
			b = append(b, `\f`...)
		case r < ' ':
			b = fmt.Appendf(b, `\u%04x`, r)
		default:
			b = append(b, string(r)...)
		}
	}
	return append(b, '"')
}
