// Types that write and read their own JSON.
package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

type Duration struct{ time.Duration }

func (d Duration) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

func (d *Duration) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, err := time.ParseDuration(s)
	d.Duration = v
	return err
}

type Level int

const (
	Low Level = iota
	High
)

func (l Level) MarshalText() ([]byte, error) { return []byte([]string{"low", "high"}[l]), nil }

func (l *Level) UnmarshalText(b []byte) error {
	switch strings.ToLower(string(b)) {
	case "low":
		*l = Low
	case "high":
		*l = High
	default:
		return fmt.Errorf("no level %q", b)
	}
	return nil
}

type Job struct {
	Name    string
	Timeout Duration
	Level   Level
	Limits  map[Level]int
}

func main() {
	j := Job{"train", Duration{90 * time.Second}, High, map[Level]int{Low: 1, High: 10}}
	b, err := json.Marshal(j)
	fmt.Println(string(b), err)
	var back Job
	err = json.Unmarshal([]byte(`{"name":"eval","timeout":"1h15m","level":"LOW","limits":{"high":3}}`), &back)
	fmt.Println(back.Name, back.Timeout, back.Level == Low, back.Limits[High], err)
	fmt.Println(json.Unmarshal([]byte(`{"timeout":"soon"}`), &back))
	fmt.Println(json.Unmarshal([]byte(`{"level":"middle"}`), &back))
}
