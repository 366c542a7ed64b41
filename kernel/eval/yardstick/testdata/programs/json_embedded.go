// Embedded structs, raw messages and a union by kind.
package main

import (
	"encoding/json"
	"fmt"
	"math"
)

type Base struct {
	ID   int    `json:"id"`
	Kind string `json:"kind"`
}

type Circle struct {
	Base
	Radius float64 `json:"radius"`
}

type Box struct {
	Base
	W, H float64
}

type Shape interface{ Area() float64 }

func (c Circle) Area() float64 { return math.Pi * c.Radius * c.Radius }
func (b Box) Area() float64    { return b.W * b.H }

func decode(raw json.RawMessage) (Shape, error) {
	var base Base
	if err := json.Unmarshal(raw, &base); err != nil {
		return nil, err
	}
	switch base.Kind {
	case "circle":
		var c Circle
		err := json.Unmarshal(raw, &c)
		return c, err
	case "box":
		var b Box
		err := json.Unmarshal(raw, &b)
		return b, err
	}
	return nil, fmt.Errorf("shape %d is a %q", base.ID, base.Kind)
}

func main() {
	var list []json.RawMessage
	json.Unmarshal([]byte(`[{"id":1,"kind":"circle","radius":2},{"id":2,"kind":"box","W":3,"H":4},{"id":3,"kind":"blob"}]`), &list)
	for _, raw := range list {
		s, err := decode(raw)
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Printf("%T %+v %.3f\n", s, s, s.Area())
	}
	b, _ := json.Marshal(Circle{Base{7, "circle"}, 1.5})
	fmt.Println(string(b))
}
