package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

type P struct{ A, B int }
type L []P

func main() {
	p := &P{1, 2}
	x := struct{ Payload any }{p}
	fmt.Println(json.Unmarshal([]byte(`{"Payload":{"A":5}}`), &x), *p, x.Payload == any(p))
	a := [1]any{p}
	fmt.Println(json.Unmarshal([]byte(`[{"B":7}]`), &a), *p)
	s := []any{p, 3}
	fmt.Println(json.Unmarshal([]byte(`[{"B":8}, 4, 5]`), &s), *p, len(s), s[1:])
	var l L
	d := json.NewDecoder(strings.NewReader(`{"type":"l","data":[{"A":1},{"A":2}]}`))
	m := struct {
		Type string `json:"type"`
		Data any    `json:"data"`
	}{Data: &l}
	fmt.Println(d.Decode(&m), m.Type, l)
	type T struct {
		X  []any
		Y  [2]any
		Z  map[string]any
		In struct{ W any }
	}
	t := T{X: []any{p}, Y: [2]any{nil, p}}
	t.In.W = p
	fmt.Println(json.Unmarshal([]byte(`{"X":[{"A":11}, "x"], "Y":[1,{"B":12}], "Z":{"q":[1,2]}, "In":{"W":{"A":13}}}`), &t), *p, t.X[1], t.Y[0], t.Z)
	fmt.Println(json.Unmarshal([]byte(`{"Payload":{"A":"no"}}`), &x))
	fmt.Println(json.Unmarshal([]byte(`{"Payload":null}`), &x), x)
	e := map[string]any{"p": p}
	fmt.Println(json.Unmarshal([]byte(`{"p":{"A":99}}`), &e), *p, e)
}
