// What encoding/json makes of a program's own types, and what it says of bad input.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

type Celsius float64
type Color int

func (c Color) MarshalText() ([]byte, error) {
	if c > 2 {
		return nil, fmt.Errorf("no color %d", int(c))
	}
	return []byte([]string{"red", "green", "blue"}[c]), nil
}

func (c *Color) UnmarshalText(b []byte) error {
	for i, n := range []string{"red", "green", "blue"} {
		if n == string(b) {
			*c = Color(i)
			return nil
		}
	}
	return errors.New("bad color " + string(b))
}

type Stamp struct{ time.Time }

func (s Stamp) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprintf(`%d`, s.Unix())), nil }
func (s *Stamp) UnmarshalJSON(b []byte) error {
	var n int64
	if err := json.Unmarshal(b, &n); err != nil {
		return fmt.Errorf("stamp: %w", err)
	}
	s.Time = time.Unix(n, 0).UTC()
	return nil
}

type PtrOnly struct{ N int }

func (p *PtrOnly) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprintf(`"<ptr %d>"`, p.N)), nil }

type Zero struct{ A, B int }

func (z Zero) IsZero() bool { return z.A == 0 }

type Base struct {
	ID   int    `json:"id"`
	Kind string `json:"kind,omitempty"`
}
type inner struct {
	Deep  string
	Color Color
}
type Extra struct{ Note string }
type Node struct {
	Value int
	Next  *Node           `json:",omitempty"`
	Kids  []Node          `json:"kids,omitempty"`
	ByID  map[string]Node `json:"by_id,omitempty"`
}
type Shape interface{ Area() float64 }
type Square struct{ Side float64 }

func (s Square) Area() float64 { return s.Side * s.Side }

type All struct {
	Base
	inner
	*Extra
	Temp    Celsius            `json:"temp"`
	Temps   map[string]Celsius `json:"temps"`
	Color   Color              `json:"color"`
	ColorP  *Color             `json:"color_p"`
	ColorO  Color              `json:"color_o,omitempty"`
	Stamp   Stamp              `json:"stamp"`
	Stamps  []Stamp            `json:"stamps"`
	P       PtrOnly
	PP      *PtrOnly
	Ps      []PtrOnly
	PM      map[string]PtrOnly
	Z       Zero `json:"z,omitzero"`
	Zs      []Zero
	Count   int `json:"count,string"`
	private int
	Skip    string          `json:"-"`
	Dash    string          `json:"-,"`
	Any     any             `json:"any"`
	Raw     json.RawMessage `json:"raw,omitempty"`
	Shape   Shape
	Colors  map[Color]int
	Ints    map[int]Color
	Arr     [2]Color
	Bytes   []byte
	When    time.Time
	Dur     time.Duration
	Anon    struct{ X, Y Color }
	Node    Node
	HTML    string
	Nums    json.Number
	Err     error
}

func show(label string, v any, err error) {
	fmt.Printf("%s: %+v | %v\n", label, v, err)
	if err != nil {
		var te *json.UnmarshalTypeError
		var me *json.MarshalerError
		switch {
		case errors.As(err, &te):
			fmt.Println("  type error", te.Value, te.Type, te.Struct, te.Field)
		case errors.As(err, &me):
			fmt.Println("  marshaler error", me.Type, me.Err)
		default:
			fmt.Printf("  %T\n", err)
		}
	}
}

type Loop struct{ L *Loop }

type Holder struct{ Payload any }

func main() {
	green := Color(1)
	a := All{Base: Base{ID: 1}, inner: inner{"d", 2}, Temp: 36.6, Temps: map[string]Celsius{"b": 1, "a": 2}, Color: 1, ColorP: &green,
		Stamp: Stamp{time.Unix(5, 0)}, Stamps: []Stamp{{time.Unix(6, 0)}}, P: PtrOnly{1}, PP: &PtrOnly{2}, Ps: []PtrOnly{{3}}, PM: map[string]PtrOnly{"k": {4}},
		Zs: []Zero{{}}, Count: 7, Any: []any{Square{2}, &PtrOnly{5}, map[string]any{"c": green}, nil}, Raw: json.RawMessage(`{"x": [1, 2]}`),
		Shape: Square{3}, Colors: map[Color]int{2: 1, 0: 5}, Ints: map[int]Color{3: 0, 1: 2}, Bytes: []byte("hi"), Node: Node{1, &Node{Value: 2}, []Node{{Value: 3}}, map[string]Node{"x": {}}}, HTML: "<&>", Nums: "12.5"}
	b, err := json.Marshal(a)
	fmt.Println(string(b), err)
	b, err = json.MarshalIndent(&a, ">", "  ")
	fmt.Println(string(b), err)
	a.Shape = nil
	b, _ = json.Marshal(&a)
	b = bytes.Replace(b, []byte(`"P":"\u003cptr 1\u003e"`), []byte(`"P":{"N":9}`), 1)
	var back All
	err = json.Unmarshal(b, &back)
	fmt.Println(err, back.ID, back.Deep, back.Temp, back.Temps, back.Color, *back.ColorP, back.Stamp.Unix(), back.Stamps, back.Count, back.Any, string(back.Raw), back.Colors, back.Ints, back.Arr, string(back.Bytes), back.Node.Next.Value, back.Node.Kids, back.Node.ByID, back.HTML, back.Nums, back.P, back.Extra)

	// Merging into what is there.
	n := &Node{Value: 1, Next: &Node{Value: 2}, ByID: map[string]Node{"old": {Value: 1}}}
	keep := n.Next
	show("merge", json.Unmarshal([]byte(`{"Next":{"kids":[{"Value":5},{"Value":6}]},"by_id":{"new":{"Value":9}}}`), n), nil)
	fmt.Println(n.Value, n.Next == keep, keep.Value, len(keep.Kids), keep.Kids[1].Value, n.ByID["old"].Value, n.ByID["new"].Value)
	show("null", json.Unmarshal([]byte(`{"Value":null,"Next":null,"by_id":null}`), n), nil)
	fmt.Println(n.Value, n.Next, n.ByID == nil)

	var x All
	for _, text := range []string{`{"id":"x"}`, `{"temp":"hot"}`, `{"color":"pink"}`, `{"color":3}`, `{"color":[1]}`, `{"stamp":"s"}`, `{"Shape":{"Side":1}}`,
		`{"Anon":{"X":"red","Y":7}}`, `{"Node":{"Next":{"Value":"s"}}}`, `{"Node":{"kids":[{"Value":1},{"Value":true}]}}`, `{"temps":{"a":"b"}}`, `{"Colors":{"pink":1}}`,
		`{"Ints":{"a":"red"}}`, `{"count":5}`, `{"Deep":5}`, `[1]`, `"s"`, `{"id":1`, `{"id":1}}`, ``, `{"Arr":["red","blue","red"]}`, `{"Bytes":"***"}`, `{"z":{"A":"q"}}`, `{"stamps":[1,"x"]}`, `{"Temp":1e999}`, `{"Note":"n"}`, `{"TEMP":3,"iD":4}`} {
		x = All{}
		err := json.Unmarshal([]byte(text), &x)
		show(text, x.Color, err)
	}
	fmt.Println(x.Temp, x.ID)
	show("non-pointer", nil, json.Unmarshal([]byte(`{}`), x))
	show("nil pointer", nil, json.Unmarshal([]byte(`{}`), (*All)(nil)))
	var sh Shape
	show("interface", sh, json.Unmarshal([]byte(`{}`), &sh))
	var holds any = &Base{ID: 1}
	show("any", nil, json.Unmarshal([]byte(`{"kind":"k"}`), &holds))
	fmt.Printf("%+v\n", holds)
	h := Holder{&Base{ID: 5}}
	show("payload", nil, json.Unmarshal([]byte(`{"payload":{"kind":"k"}}`), &h))
	fmt.Printf("%+v\n", h.Payload)

	_, err = json.Marshal(map[string]any{"c": Color(7)})
	show("marshal", nil, err)
	_, err = json.Marshal([]Color{0, 9})
	show("marshal", nil, err)
	_, err = json.Marshal(struct{ F func(Color) }{})
	show("marshal", nil, err)
	l := &Loop{}
	l.L = l
	_, err = json.Marshal(l)
	show("cycle", nil, err)

	dec := json.NewDecoder(strings.NewReader(`{"id":1,"kind":"a"} {"id":2,"extra":1} {"id":3}`))
	dec.DisallowUnknownFields()
	for dec.More() {
		var b Base
		err := dec.Decode(&b)
		show("strict", b, err)
		if err != nil {
			break
		}
	}
	dec = json.NewDecoder(strings.NewReader(`{"Node":{"kids":[{"Value":1,"what":2}]}}`))
	dec.DisallowUnknownFields()
	show("nested strict", nil, dec.Decode(&x))
	dec = json.NewDecoder(strings.NewReader(`{"any":{"n":123456789012345678}}`))
	dec.UseNumber()
	show("numbers", nil, dec.Decode(&x))
	fmt.Printf("%v %T\n", x.Any, x.Any.(map[string]any)["n"])

	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	fmt.Println(enc.Encode(struct {
		H string
		P *PtrOnly
		Z Zero `json:",omitzero"`
		N *Node
	}{"<b>", &PtrOnly{3}, Zero{0, 4}, nil}))
	fmt.Println(enc.Encode([]any{Square{1}, "<", Celsius(3), map[Color]Celsius{1: 2}}))

	fmt.Print(out.String())
	var list []Base
	show("list", nil, json.Unmarshal([]byte(`[{"id":1},{"id":2}]`), &list))
	fmt.Println(list)
	var m map[Color][]Stamp
	show("map", nil, json.Unmarshal([]byte(`{"red":[1,2],"blue":null}`), &m))
	fmt.Println(len(m), len(m[0]), m[2] == nil)
	var pp **Node
	show("pp", nil, json.Unmarshal([]byte(`{"Value":3}`), &pp))
	fmt.Println((*pp).Value)
	var c Celsius
	show("celsius", nil, json.Unmarshal([]byte(`"x"`), &c))
	show("celsius", nil, json.Unmarshal([]byte(`3.5`), &c))
	fmt.Println(c)
}
