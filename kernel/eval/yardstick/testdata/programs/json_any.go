// JSON of unknown shape, walked by type switch.
package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

const text = `{"name": "ada", "tags": ["x", 1, null, true], "size": {"w": 2.5, "h": 10}, "big": 12345678901234567890}`

func walk(v any, depth int) {
	pad := strings.Repeat("  ", depth)
	switch v := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			fmt.Printf("%s%s:\n", pad, k)
			walk(v[k], depth+1)
		}
	case []any:
		for _, x := range v {
			walk(x, depth+1)
		}
	case string:
		fmt.Printf("%sstring %q\n", pad, v)
	case float64:
		fmt.Printf("%snumber %g\n", pad, v)
	case json.Number:
		fmt.Printf("%snumber as written %s\n", pad, v)
	case bool, nil:
		fmt.Printf("%s%v\n", pad, v)
	}
}

func main() {
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		fmt.Println(err)
	}
	walk(v, 0)
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	d.Decode(&v)
	walk(v.(map[string]any)["big"], 0)
	out, _ := json.Marshal(map[string]any{"b": []int{1}, "a": nil, "c": 1.0})
	fmt.Println(string(out))
}
