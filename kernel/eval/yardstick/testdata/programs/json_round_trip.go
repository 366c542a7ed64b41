// Structs to JSON and back, with tags.
package main

import (
	"encoding/json"
	"fmt"
	"reflect"
)

type Layer struct {
	Kind    string    `json:"kind"`
	Units   int       `json:"units,omitempty"`
	Rate    float64   `json:"rate,omitempty"`
	Weights []float64 `json:"weights"`
	hidden  int
}

type Model struct {
	Name    string            `json:"name"`
	Layers  []Layer           `json:"layers"`
	Labels  map[string]int    `json:"labels"`
	Parent  *Model            `json:"parent,omitempty"`
	Secret  string            `json:"-"`
	Version [2]int            `json:"version"`
	Extra   map[string]string `json:"extra"`
}

func main() {
	m := Model{
		Name:   "digits <&>",
		Layers: []Layer{{Kind: "dense", Units: 16, Weights: []float64{0.5, -1e-9, 3}, hidden: 1}, {Kind: "dropout", Rate: 0.1}},
		Labels: map[string]int{"zero": 0, "one": 1},
		Parent: &Model{Name: "base"},
		Secret: "never", Version: [2]int{1, 4},
	}
	data, err := json.MarshalIndent(m, "", "  ")
	fmt.Println(string(data), err)
	var back Model
	if err := json.Unmarshal(data, &back); err != nil {
		fmt.Println(err)
		return
	}
	m.Secret, m.Layers[0].hidden = "", 0
	fmt.Println("same:", reflect.DeepEqual(m, back), back.Parent.Name, back.Layers[0].Weights)
}
