// Configuration: defaults, overrides from JSON, strictness.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
)

type Config struct {
	Epochs    int     `json:"epochs"`
	BatchSize int     `json:"batch_size"`
	Rate      float64 `json:"rate"`
	Shuffle   *bool   `json:"shuffle"`
	Layers    []int   `json:"layers"`
	Optimizer struct {
		Name string  `json:"name"`
		Beta float64 `json:"beta"`
	} `json:"optimizer"`
}

func load(text string) (Config, error) {
	c := Config{Epochs: 10, BatchSize: 32, Rate: 0.01, Layers: []int{16}}
	c.Optimizer.Name = "sgd"
	d := json.NewDecoder(bytes.NewBufferString(text))
	d.DisallowUnknownFields()
	err := d.Decode(&c)
	return c, err
}

func main() {
	for _, text := range []string{
		`{}`,
		`{"epochs": 3, "layers": [64, 32], "optimizer": {"beta": 0.9}}`,
		`{"shuffle": false, "rate": 1e-4}`,
		`{"epoch": 3}`,
	} {
		c, err := load(text)
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		shuffle := "default"
		if c.Shuffle != nil {
			shuffle = fmt.Sprint(*c.Shuffle)
		}
		fmt.Println(c.Epochs, c.BatchSize, c.Rate, c.Layers, c.Optimizer.Name, c.Optimizer.Beta, shuffle)
	}
}
