package serve

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestParseInputs(t *testing.T) {
	for _, c := range []struct {
		body   string
		shape  []int
		values []float32
	}{
		{`{"inputs":[1]}`, []int{1}, []float32{1}},
		{"\n {\t\"inputs\" : [ [ 1 , -2.5 ] , [ 3e2 , 0 ] ] } \r\n", []int{2, 2}, []float32{1, -2.5, 300, 0}},
		{`{"inputs":[[[1],[2]],[[3],[4]],[[5],[6]]]}`, []int{3, 2, 1}, []float32{1, 2, 3, 4, 5, 6}},
		{`{"inputs":[-0,0.1,1E-3,123456789012345678,1e-400,0.00000000000000000000000001]}`, []int{6}, []float32{float32(math.Copysign(0, -1)), 0.1, 0.001, 123456789012345678, 0, 1e-26}},
	} {
		values, shape, err := parseInputs([]byte(c.body), nil)
		if err != nil || !slices.Equal(shape, c.shape) || !slices.Equal(values, c.values) {
			t.Errorf("%s is %v of shape %v, %v", c.body, values, shape, err)
		}
	}
}

// What is wrong is said, and where.
func TestParseInputsErrors(t *testing.T) {
	for body, want := range map[string]string{
		``:                            `the body ends after 0 bytes, where {"inputs": …} is expected`,
		`[1]`:                         `byte 0 of the body is '[', where {"inputs": …} is expected`,
		`{}`:                          `byte 1 of the body is '}', where "inputs" is expected`,
		`{"input":[1]}`:               `the field "input" is unknown: "inputs" is the only one`,
		`{"inputs"}`:                  `: after "inputs" is expected`,
		`{"inputs":1}`:                `byte 10 of the body is '1', where [ after "inputs": is expected`,
		`{"inputs":[]}`:               `inputs is empty`,
		`{"inputs":[[]]}`:             `inputs[0] is empty`,
		`{"inputs":[[1,2],[3]]}`:      `inputs[1] has 1 elements, the ones before it have 2`,
		`{"inputs":[[1,2],3]}`:        `inputs[1] nests unlike the elements before it`,
		`{"inputs":[1,[2]]}`:          `inputs[1] nests unlike the elements before it`,
		`{"inputs":[[[1]],[2]]}`:      `inputs[1] nests unlike the elements before it`,
		`{"inputs":[[1],[[2]]]}`:      `inputs[1] nests unlike the elements before it`,
		`{"inputs":[[1,"two"]]}`:      `inputs[0][1] is "two", which is no JSON number`,
		`{"inputs":[[1,null]]}`:       `inputs[0][1] is null, which is no JSON number`,
		`{"inputs":[[1,NaN]]}`:        `inputs[0][1] is NaN, which is no JSON number`,
		`{"inputs":[1,-Infinity]}`:    `inputs[1] is -Infinity, which is no JSON number`,
		`{"inputs":[1e39]}`:           `inputs[0] is 1e39: too large for a 32-bit number`,
		`{"inputs":[-1e999]}`:         `inputs[0] is -1e999: too large for a 32-bit number`,
		`{"inputs":[01]}`:             `inputs[0] is 01, which is no JSON number`,
		`{"inputs":[1.]}`:             `inputs[0] is 1., which is no JSON number`,
		`{"inputs":[.5]}`:             `inputs[0] is .5, which is no JSON number`,
		`{"inputs":[+5]}`:             `inputs[0] is +5, which is no JSON number`,
		`{"inputs":[1e]}`:             `inputs[0] is 1e, which is no JSON number`,
		`{"inputs":[0x10]}`:           `inputs[0] is 0x10, which is no JSON number`,
		`{"inputs":[1_0]}`:            `inputs[0] is 1_0, which is no JSON number`,
		`{"inputs":[1`:                `the body ends after 12 bytes, where , or ] after inputs[0] is expected`,
		`{"inputs":[1,`:               `the body ends after 13 bytes, where the number inputs[1] is expected`,
		`{"inputs":[[1],`:             `where the list inputs[1] is expected`,
		`{"inputs":[1 2]}`:            `byte 13 of the body is '2', where , or ] after inputs[0] is expected`,
		`{"inputs":[1,]}`:             `byte 13 of the body is ']', where the number inputs[1] is expected`,
		`{"inputs":[1]`:               `where } after the inputs is expected`,
		`{"inputs":[1],"inputs":[2]}`: `"inputs" is the only field`,
		`{"inputs":[1]} x`:            `byte 15 of the body is 'x', where the end is expected`,
		`{"inputs":[` + strings.Repeat("9", 99) + `]}`:          `inputs[0] is 9999999999999999999999999999999999999999…: too large`,
		`{"inputs":` + strings.Repeat("[", 9):                   `nest deeper than 8`,
		`{"inputs":["` + strings.Repeat("\xff\"", 99):           `inputs[0] is \"\xff\"`,
		`{"` + strings.Repeat("k", 1000) + `":[1]}`:             `the field "kkk`,
		`{"` + strings.Repeat("k", 1000):                        `is expected`,
		`{"inputs":[[` + strings.Repeat("1,", 9) + `{}` + `]]}`: `inputs[0][9] is {}, which is no JSON number`,
	} {
		values, shape, err := parseInputs([]byte(body), nil)
		if err == nil {
			t.Errorf("%s is %v of shape %v", body, values, shape)
		} else if !strings.Contains(err.Error(), want) || len(err.Error()) > 200 {
			t.Errorf("%s\ngives %v\nwant  %s", body, err, want)
		}
	}
}

// Numbers are read as encoding/json reads them, rounded once more.
func TestNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		v := math.Float64frombits(r.Uint64())
		if math.Abs(v) > math.MaxFloat32 || v != v {
			continue
		}
		text := fmt.Sprintf([]string{"%v", "%.3f", "%.17g", "%e"}[r.IntN(4)], v*math.Pow(10, float64(r.IntN(3)))/1e3)
		var want float64
		if json.Unmarshal([]byte(text), &want) != nil {
			continue
		}
		got, _, err := parseInputs([]byte(`{"inputs":[`+text+`]}`), nil)
		if err != nil || got[0] != float32(want) {
			t.Fatalf("%s is %v, %v, want %v", text, got, err, float32(want))
		}
	}
}

// What parseInputs takes encoding/json takes too, with the same numbers.
func FuzzParseInputs(f *testing.F) {
	for _, seed := range []string{`{"inputs":[[1,2],[3,4]]}`, ` {"inputs" : [ -0.5e-7 ] } `, `{"inputs":[[1],[2,3]]}`, `{"inputs":[1e999]}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		values, shape, err := parseInputs(body, nil)
		if err != nil {
			return
		}
		var want struct{ Inputs any }
		if err := json.Unmarshal(body, &want); err != nil {
			t.Fatalf("%q is no JSON: %v", body, err)
		}
		var flat []float32
		var walk func(v any, depth int)
		walk = func(v any, depth int) {
			list, ok := v.([]any)
			if !ok {
				if depth != len(shape) {
					t.Fatalf("%q has a number at depth %d, shape %v", body, depth, shape)
				}
				flat = append(flat, float32(v.(float64)))
				return
			}
			if len(list) != shape[depth] {
				t.Fatalf("%q has %d elements at depth %d, shape %v", body, len(list), depth, shape)
			}
			for _, e := range list {
				walk(e, depth+1)
			}
		}
		walk(want.Inputs, 0)
		if !slices.Equal(flat, values) {
			t.Fatalf("%q is %v, want %v", body, values, flat)
		}
	})
}

func BenchmarkParseInputs(b *testing.B) {
	var rows []string
	for i := range 64 {
		rows = append(rows, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("0.%d,", 1234567+i), 64), ","))
	}
	body := []byte(`{"inputs":[[` + strings.Join(rows, "],[") + `]]}`)
	b.SetBytes(int64(len(body)))
	var values []float32
	for b.Loop() {
		var err error
		if values, _, err = parseInputs(body, values); err != nil {
			b.Fatal(err)
		}
	}
}
