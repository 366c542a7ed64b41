// A stream of JSON values, one record a line, aggregated.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type event struct {
	Step int                `json:"step"`
	Loss float64            `json:"loss"`
	Info map[string]float64 `json:"info"`
}

const log = `{"step": 1, "loss": 0.9, "info": {"lr": 0.1}}
{"step": 2, "loss": 0.5}
{"step": 3, "loss": 0.3, "info": {"lr": 0.05, "norm": 1.5}}
{"step": 4, "loss": "low"}
`

func main() {
	d := json.NewDecoder(strings.NewReader(log))
	e := json.NewEncoder(os.Stdout)
	total := 0.0
	for {
		var ev event
		err := d.Decode(&ev)
		if errors.Is(err, io.EOF) {
			break
		}
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			fmt.Printf("field %s: %s is no %s\n", wrong.Field, wrong.Value, wrong.Type)
			continue
		}
		total += ev.Loss
		e.Encode(ev)
	}
	fmt.Printf("total %.1f\n", total)
	fmt.Println(json.Valid([]byte(`{"a":}`)), json.Valid([]byte(`[1,2]`)))
	var syntax *json.SyntaxError
	if err := json.Unmarshal([]byte(`{"a":}`), new(any)); errors.As(err, &syntax) {
		fmt.Println("offset", syntax.Offset, err)
	}
}
