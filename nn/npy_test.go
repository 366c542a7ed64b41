package nn

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gradus/nn/internal/pythontest"
)

// What numpy wrote is read: every type, byte order, storage order and version.
func TestLoadNPYOfNumpy(t *testing.T) {
	files, err := filepath.Glob("testdata/npy/*.npy")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, error %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".npy")
		got, err := LoadNPY(file)
		if err != nil {
			t.Error(err)
			continue
		}
		dtype := Float64
		if slices.Contains([]string{"f4", "i1", "i2", "u1", "u2", "b1", "empty", "vector"}, strings.Split(name, "-")[0]) {
			dtype = Float32
		}
		if got.DType() != dtype {
			t.Errorf("%s: %v, want %v", name, got.DType(), dtype)
		}
		switch name {
		case "scalar":
			if len(got.Shape()) != 0 || got.Item() != 2.5 {
				t.Errorf("%s: %v", name, got)
			}
			continue
		case "empty":
			if !slices.Equal(got.Shape(), []int{0, 3}) {
				t.Errorf("%s: %v", name, got.Shape())
			}
			continue
		case "vector":
			if x := got.Data(); x[0] != 1 || !math.IsInf(x[1], 1) || !math.IsInf(x[2], -1) || !math.IsNaN(x[3]) {
				t.Errorf("%s: %v", name, x)
			}
			continue
		}
		if !slices.Equal(got.Shape(), []int{2, 3, 4}) {
			t.Errorf("%s: shape %v", name, got.Shape())
			continue
		}
		for i, v := range got.Data() {
			want := float64(i)
			switch {
			case name == "b1":
				want = float64(1 - i%2)
			case name[0] != 'u':
				want -= 12
			}
			if v != want {
				t.Errorf("%s: %v, element %d must be %v", name, got, i, want)
				break
			}
		}
	}
}

// What is written is, byte by byte, what numpy writes.
func TestWriteNPYAsNumpy(t *testing.T) {
	for _, name := range []string{"f4-little", "f8-little", "scalar", "empty", "vector"} {
		want, err := os.ReadFile("testdata/npy/" + name + ".npy")
		if err != nil {
			t.Fatal(err)
		}
		x, err := ReadNPY(bytes.NewReader(want))
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := x.WriteNPY(&got); err != nil || !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s: error %v, wrote\n%q, numpy\n%q", name, err, got.Bytes(), want)
		}
	}
}

func TestNPYRoundTrip(t *testing.T) {
	dir := t.TempDir()
	for i, x := range []*Tensor{
		Scalar(-1.5), Randn(7), Randn(3, 5).To(Float32), Zeros(2, 0, 4), Randn(2, 3, 4, 5), Randn(300, 100), Randn(3, 4).T(),
	} {
		path := filepath.Join(dir, fmt.Sprint(i, ".npy"))
		if err := x.SaveNPY(path); err != nil {
			t.Fatal(err)
		}
		y, err := LoadNPY(path)
		if err != nil {
			t.Fatal(err)
		}
		if y.DType() != x.DType() || !slices.Equal(y.Shape(), x.Shape()) || !slices.Equal(y.Data(), x.Data()) {
			t.Errorf("%v came back as %v", x, y)
		}
	}
	// Several tensors may follow each other.
	var b bytes.Buffer
	for i := range 3 {
		if err := Full(float64(i), 2, 2).WriteNPY(&b); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 3 {
		if x, err := ReadNPY(&b); err != nil || x.At(1, 1) != float64(i) {
			t.Errorf("tensor %d: %v, error %v", i, x, err)
		}
	}
}

// numpy reads what SaveNPY writes, and LoadNPY what numpy saves of it.
func TestNPYWithNumpy(t *testing.T) {
	python := pythontest.Python(t, "numpy")
	dir := t.TempDir()
	x := Randn(3, 4, 5).To(Float32)
	if err := x.SaveNPY(filepath.Join(dir, "x.npy")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-c", `
import numpy as np
x = np.load("x.npy")
print(x.dtype, x.shape)
np.save("y.npy", np.asfortranarray(x.astype(">f8") * 2))`)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "float32 (3, 4, 5)" {
		t.Fatalf("%v\n%s", err, out)
	}
	y, err := LoadNPY(filepath.Join(dir, "y.npy"))
	if err != nil || !slices.Equal(y.Data(), x.To(Float64).Mul(Scalar(2)).Data()) {
		t.Errorf("%v, error %v", y, err)
	}
}

// npyFile is a file of version 1 with the given header.
func npyFile(header, numbers string) string {
	return npyMagic + "\x01\x00" + string([]byte{byte(len(header)), byte(len(header) >> 8)}) + header + numbers
}

func TestNPYErrors(t *testing.T) {
	good := "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n"
	cases := []struct{ file, want string }{
		{"", `expected an NPY file, which begins with "\x93NUMPY"`},
		{"PK\x03\x04 a zip file", `it begins with "PK`},
		{npyMagic + "\x09\x00", "version 9.0 of the NPY format is not known"},
		{npyMagic, "version 0.0"},
		{npyMagic + "\x01\x00", "cut short in its header"},
		{npyMagic + "\x01\x00\x40\x00{'descr'", "cut short in its header"},
		{npyMagic + "\x02\x00\xff\xff\xff\xff", "a header of 4294967295 bytes is too long"},
		{npyFile(good, "1234567"), "the header claims 2 numbers, there are 1"},
		{npyFile(strings.Replace(good, "2", "2147483647", 1), "1234"), "the header claims 2147483647 numbers, there are 1"},
		{npyFile(strings.Replace(good, "2,", "1048576, 1048576, 1048576", 1), ""), "more than 2³¹ elements"},
		{npyFile(strings.Replace(good, "2,", "0, 99999999999", 1), ""), "more than 2³¹ elements"},
		{npyFile(strings.Replace(good, "2,", "-2,", 1), ""), "expected a size before"},
		{npyFile(strings.Replace(good, "2,", "2 3", 1), ""), "expected , or ) before"},
		{npyFile(strings.Replace(good, "<f4", "|O", 1), ""), `elements of type "|O" are not read; convert them in Python`},
		{npyFile(strings.Replace(good, "<f4", "<c8", 1), ""), `"<c8" are not read`},
		{npyFile(strings.Replace(good, "<f4", "?f4", 1), ""), `"?f4" are not read`},
		{npyFile(strings.Replace(good, "'<f4'", "[('a', '<f4')]", 1), ""), "the elements are structures"},
		{npyFile(strings.Replace(good, "False", "0", 1), ""), "expected False before"},
		{npyFile(strings.Replace(good, "shape", "form", 1), ""), `key "form" is not known`},
		{npyFile("{'descr': '<f4', 'descr': '<f4'}", ""), `key "descr" comes twice`},
		{npyFile("{'descr': '<f4'}", ""), "expected the keys descr, fortran_order and shape"},
		{npyFile("{'descr': '<f4", ""), "a quote is not closed"},
		{npyFile("{descr: 3}", ""), "expected a word in quotes"},
		{npyFile("{'descr' 3}", ""), "expected : before"},
		{npyFile("[]", ""), "expected { before"},
		{npyFile(strings.Replace(good, "False,", "False", 1), ""), "expected , or } before"},
		{npyFile(good+"x", ""), "there is more after it"},
	}
	for _, c := range cases {
		x, err := ReadNPY(strings.NewReader(c.file))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60q: %v, error %v, want %q", c.file, x, err, c.want)
		}
	}
	missing := filepath.Join(t.TempDir(), "no", "x.npy")
	if _, err := LoadNPY(missing); err == nil || !strings.HasPrefix(err.Error(), "nn: LoadNPY: ") {
		t.Errorf("error %v", err)
	}
	if err := Scalar(1).SaveNPY(missing); err == nil || !strings.HasPrefix(err.Error(), "nn: SaveNPY: ") {
		t.Errorf("error %v", err)
	}
	r, w := io.Pipe()
	r.Close()
	if err := Randn(100_000).WriteNPY(w); err != io.ErrClosedPipe {
		t.Errorf("error %v, want that of the writer", err)
	}
}

// Whatever the bytes, ReadNPY gives an error or a tensor that can be written and
// read again.
func FuzzReadNPY(f *testing.F) {
	files, err := filepath.Glob("testdata/npy/*.npy")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		x, err := ReadNPY(bytes.NewReader(raw))
		if err != nil {
			return
		}
		if x.Len() > len(raw) {
			t.Fatalf("%d numbers of %d bytes", x.Len(), len(raw))
		}
		var b bytes.Buffer
		if err := x.WriteNPY(&b); err != nil {
			t.Fatal(err)
		}
		y, err := ReadNPY(&b)
		if err != nil || !slices.Equal(y.Shape(), x.Shape()) || y.DType() != x.DType() {
			t.Fatalf("shape %v came back as %v, error %v", x.Shape(), y, err)
		}
		for i, v := range x.Data() {
			if w := y.Data()[i]; w != v && !(math.IsNaN(v) && math.IsNaN(w)) {
				t.Fatalf("element %d: %v came back as %v", i, v, w)
			}
		}
	})
}

func BenchmarkReadNPY(b *testing.B) {
	var file bytes.Buffer
	if err := Randn(1000, 1000).To(Float32).WriteNPY(&file); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	for b.Loop() {
		if _, err := ReadNPY(bytes.NewReader(file.Bytes())); err != nil {
			b.Fatal(err)
		}
	}
}
