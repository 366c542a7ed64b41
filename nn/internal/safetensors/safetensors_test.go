package safetensors

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gradus/nn/internal/pythontest"
)

// golden is what testdata/make_golden.py writes.
var golden = map[string]struct {
	dtype  DType
	shape  []int
	values []float64
}{
	"f64":    {Float64, []int{2, 3}, []float64{1.5, -2, 1. / 3, math.Inf(1), 5e-324, 0}},
	"f32":    {Float32, []int{3, 1, 2}, []float64{0, 0.25, 0.5, 0.75, 1, 1.25}},
	"f16":    {Float16, []int{6}, []float64{1, -0.5, 65504, 0x1p-24, 0x1p-14, math.Inf(-1)}},
	"bf16":   {BFloat16, []int{3}, []float64{1, -3.140625, 0x1.94p99}},
	"i64":    {Int64, []int{2}, []float64{1 << 40, -7}},
	"i32":    {Int32, []int{2}, []float64{-1 << 31, 9}},
	"i16":    {Int16, []int{2}, []float64{-300, 300}},
	"i8":     {Int8, []int{2}, []float64{-128, 127}},
	"u8":     {Uint8, []int{2}, []float64{0, 255}},
	"bool":   {Bool, []int{3}, []float64{1, 0, 1}},
	"scalar": {Float32, []int{}, []float64{2.5}},
	"empty":  {Float32, []int{0, 3}, []float64{}},
}

func TestReadGolden(t *testing.T) {
	f, err := ReadFile("testdata/golden.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	checkGolden(t, f)
	encoded, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Decode(encoded)
	if err != nil {
		t.Fatal(err)
	}
	checkGolden(t, again)
}

func checkGolden(t *testing.T, f *File) {
	t.Helper()
	if want := map[string]string{"made": "by Python", "ünï": "“text”"}; !maps.Equal(f.Metadata, want) {
		t.Errorf("metadata %v, want %v", f.Metadata, want)
	}
	if len(f.Arrays) != len(golden) {
		t.Errorf("%d arrays, want %d", len(f.Arrays), len(golden))
	}
	for name, want := range golden {
		a, ok := f.Array(name)
		if !ok {
			t.Errorf("%s is missing", name)
			continue
		}
		got, err := a.Float64s()
		if err != nil {
			t.Error(err)
		}
		if a.DType != want.dtype || !slices.Equal(a.Shape, want.shape) || !slices.Equal(got, want.values) || a.Len() != len(want.values) {
			t.Errorf("%s is %s %v %v, want %s %v %v", name, a.DType, a.Shape, got, want.dtype, want.shape, want.values)
		}
	}
	if _, ok := f.Array("no such"); ok {
		t.Error("an array that is not there was found")
	}
}

func TestFloats(t *testing.T) {
	wide := FromFloat64("wide", []float64{1, math.Pi, math.NaN()}, 3)
	narrow, err := wide.Float32s()
	if err != nil || narrow[1] != math.Pi || narrow[2] == narrow[2] {
		t.Errorf("%v, %v", narrow, err)
	}
	same, err := FromFloat32("narrow", []float32{0.1, -2}, 2).Float32s()
	if err != nil || !slices.Equal(same, []float32{0.1, -2}) {
		t.Errorf("%v, %v", same, err)
	}
	if v := half(0x7e00); v == v {
		t.Errorf("binary16's NaN is %v", v)
	}
	for _, read := range []func(Array) error{
		func(a Array) error { _, err := a.Float64s(); return err },
		func(a Array) error { _, err := a.Float32s(); return err },
	} {
		if err := read(Array{Name: "tiny", DType: Float8E4, Shape: []int{1}, Data: []byte{1}}); err == nil || !strings.Contains(err.Error(), `"tiny" has elements of type F8_E4M3`) {
			t.Errorf("error %v", err)
		}
	}
}

// raw is a file with this header and so many bytes of data.
func raw(header string, data int) []byte {
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(out, header...), make([]byte, data)...)
}

func TestDecodeRefuses(t *testing.T) {
	const x = `"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}`
	for _, c := range []struct {
		data []byte
		want string
	}{
		{nil, "the file has 0 bytes"},
		{[]byte("abc"), "the file has 3 bytes"},
		{raw("", 0), "does not begin with {"},
		{binary.LittleEndian.AppendUint64(nil, 1<<63), "this is no safetensors file"},
		{[]byte("PK\x03\x04 and so on"), "safetensors.torch.save_file"},
		{raw("{"+x+"}", 8)[:30], "and only 22 follow: the file is truncated"},
		{raw("{"+x+"}", 7), `array "x" ends at byte 8 of the data, which has 7: the file is truncated`},
		{raw("{"+x+"}", 9), "1 bytes follow the last array"},
		{raw("{"+x, 8), "header: at byte 53: unexpected EOF"},
		{raw("{"+x+"} x", 8), "1 bytes follow its closing }"},
		{raw("{\"\xff\":1}", 0), "no UTF-8"},
		{raw(" {}", 0), "does not begin with {"},
		{raw("{"+x+","+x+"}", 8), `two arrays have the name "x"`},
		{raw(`{"x":[1]}`, 0), `array "x": at byte 6: "[" stands where { is expected`},
		{raw(`{"x":{"dtype":"F32","shape":[2]}}`, 0), `array "x": data_offsets is missing`},
		{raw(`{"x":{"dtype":"F32","dtype":"F32"}}`, 0), `array "x": "dtype" is there twice`},
		{raw(`{"x":{"name":1}}`, 0), `"name" is neither dtype, shape nor data_offsets`},
		{raw(`{"x":{"dtype":7}}`, 0), "dtype: at byte 15: 7 stands where text is expected"},
		{raw(`{"x":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}`, 8), `dtype "F31" is unknown`},
		{raw(`{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}`, 8), "shape [3] of F32 takes 12 bytes, data_offsets [0 8] hold 8"},
		{raw(`{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}`, 8), `shape: "-2" is no whole number`},
		{raw(`{"x":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}`, 8), `shape: "2.0" is no whole number`},
		{raw(`{"x":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}`, 8), "shape: 2 is no number"},
		{raw(`{"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}`, 0), "more elements than can be counted"},
		{raw(`{"x":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,0]}}`, 0), "is no whole number"},
		{raw(`{"x":{"dtype":"F32","shape":[`+strings.Repeat("1,", 64)+`1],"data_offsets":[0,4]}}`, 4), "more than 64 numbers"},
		{raw(`{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}`, 8), "data_offsets [8 0] are not begin and end"},
		{raw(`{"x":{"dtype":"F32","shape":[2],"data_offsets":[0]}}`, 8), "data_offsets [0] are not begin and end"},
		{raw(`{"x":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}`, 12), `bytes 0 to 4 of the data, before array "x", belong to no array`},
		{raw("{"+x+`,"y":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, 8), `array "y" begins at byte 4 of the data, inside`},
		{raw("{"+x+`,"y":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, 8), `array "y" begins at byte 0 of the data, inside`},
		{raw(`{"__metadata__":{"a":1}}`, 0), `metadata "a": at byte 22: 1 stands where text is expected`},
		{raw(`{"__metadata__":{"a":"","a":""}}`, 0), `two metadata have the name "a"`},
		{raw(`{"__metadata__":null}`, 0), "stands where { is expected"},
		{raw(`{"`+strings.Repeat("long", 99)+`":1}`, 0), `"longlonglonglong`},
	} {
		f, err := Decode(c.data)
		if err == nil {
			t.Errorf("%q was read as %v", c.data, f)
		} else if got := err.Error(); !strings.HasPrefix(got, "safetensors: ") || !strings.Contains(got, c.want) || len(got) > 300 {
			t.Errorf("%q\ngives %q\nwant  %q", c.data, got, c.want)
		}
	}
}

// A header that lies about sizes costs no more memory than the file has.
func TestReadFileChecksBeforeItAllocates(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sparse")
	if err := os.WriteFile(path, raw(`{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, 8), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 1<<40); err != nil {
		t.Skip("no sparse files here: ", err)
	}
	if _, err := ReadFile(path); err == nil || !strings.Contains(err.Error(), path+": 1099511627") || !strings.Contains(err.Error(), "bytes follow the last array") {
		t.Errorf("error %v", err)
	}
	if _, err := ReadFile(t.TempDir()); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("a folder: error %v", err)
	}
}

func TestWriteRefuses(t *testing.T) {
	ok := FromFloat32("x", []float32{1}, 1)
	for want, arrays := range map[string][]Array{
		`the name "x" is taken`:                           {ok, ok},
		`the name "__metadata__" is taken`:                {{Name: "__metadata__", DType: Uint8, Shape: []int{0}}},
		`"y": shape [2] of F32 takes 8 bytes`:             {FromFloat32("y", []float32{1}, 2)},
		`dtype "F31" is unknown`:                          {{Name: "y", DType: "F31"}},
		`shape [-1] has a negative size`:                  {{Name: "y", DType: Bool, Shape: []int{-1}}},
		`"\xff" is no UTF-8 text`:                         {FromFloat32("\xff", []float32{1}, 1)},
		`65 axes are more than 64`:                        {{Name: "y", DType: Bool, Shape: make([]int, 65)}},
		`shape [9223372036854775807 2] has more elements`: {{Name: "y", DType: Bool, Shape: []int{math.MaxInt, 2}}},
	} {
		if _, err := (&File{Arrays: arrays}).Encode(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// Every array begins at a multiple of its element's size, so that others can map
// the file into memory.
func TestAligned(t *testing.T) {
	f := &File{Metadata: map[string]string{"a": "b"}, Arrays: []Array{
		{Name: "byte", DType: Uint8, Shape: []int{3}, Data: []byte{1, 2, 3}},
		FromFloat32("single", []float32{1, 2, 3}, 3),
		FromFloat64("double", []float64{1, 2, 3}, 3),
	}}
	data, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for name, each := range map[string]int{"single": 4, "double": 8} {
		again, err := Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := again.Array(name)
		if at := bytes.Index(data, a.Data); at%each != 0 {
			t.Errorf("%s begins at byte %d", name, at)
		}
	}
}

func TestPythonReadsOurs(t *testing.T) {
	f, err := ReadFile("testdata/golden.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ours.safetensors")
	if err := f.WriteFile(path); err != nil {
		t.Fatal(err)
	}
	got := pythontest.Run(t, []string{"torch", "safetensors.torch"}, `
import sys
from safetensors import safe_open
ours, golden = [safe_open(p, "pt") for p in sys.argv[1:]]
assert ours.metadata() == golden.metadata(), ours.metadata()
assert set(ours.keys()) == set(golden.keys())
for name in golden.keys():
    a, b = ours.get_tensor(name), golden.get_tensor(name)
    assert a.dtype == b.dtype and a.shape == b.shape and a.equal(b), name
print(len(list(ours.keys())))
`, path, "testdata/golden.safetensors")
	if got != fmt.Sprintln(len(golden)) {
		t.Errorf("Python compared %s", got)
	}
}

func FuzzDecode(f *testing.F) {
	golden, err := os.ReadFile("testdata/golden.safetensors")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(golden)
	f.Add(raw(`{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, 8))
	f.Add(raw(`{"__metadata__":{},"x":{"dtype":"I8","shape":[],"data_offsets":[0,1]}}  `, 1))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Decode(data)
		if err != nil {
			return
		}
		held := 0
		for _, a := range file.Arrays {
			held += len(a.Data)
			if n, err := byteSize(a.DType, a.Shape); err != nil || n != len(a.Data) {
				t.Fatalf("%v: %d bytes, %v", a, n, err)
			}
		}
		if held > len(data) {
			t.Fatalf("arrays of %d bytes in a file of %d", held, len(data))
		}
		encoded, err := file.Encode()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Decode(encoded)
		if err != nil {
			t.Fatal(err)
		}
		if len(file.Metadata) == 0 {
			again.Metadata, file.Metadata = nil, nil
		}
		byName := func(a, b Array) int { return strings.Compare(a.Name, b.Name) }
		slices.SortFunc(file.Arrays, byName)
		slices.SortFunc(again.Arrays, byName)
		if !reflect.DeepEqual(file, again) {
			t.Fatalf("%v became %v", file, again)
		}
	})
}
