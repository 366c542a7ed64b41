package data

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// idx is an IDX file: the bytes 0 0, the type, the number of axes, the sizes, and
// what comes after.
func idx(kind byte, sizes []uint32, after ...byte) []byte {
	raw := []byte{0, 0, kind, byte(len(sizes))}
	for _, size := range sizes {
		raw = binary.BigEndian.AppendUint32(raw, size)
	}
	return append(raw, after...)
}

func packed(t testing.TB, raw []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestIDX(t *testing.T) {
	images := idx(8, []uint32{2, 1, 3}, 0, 51, 255, 1, 2, 3)
	labels := idx(8, []uint32{2}, 3, 0)
	dir := folder(t, map[string][]byte{"x": images, "y": labels, "x.gz": packed(t, images), "y.gz": packed(t, labels)})
	for _, end := range []string{"", ".gz"} {
		d, err := IDX(filepath.Join(dir, "x"+end), filepath.Join(dir, "y"+end))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(d.X.Shape(), []int{2, 1, 3, 1}) || !slices.Equal(d.X.Float32s()[:3], []float32{0, 0.2, 1}) || !slices.Equal(d.Labels(), []int{3, 0}) || len(d.Names) != 4 {
			t.Errorf("%v: %v", d, d.X)
		}
	}
}

func TestReadIDXTypes(t *testing.T) {
	cases := []struct {
		kind  byte
		bytes []byte
		want  float64
	}{
		{0x08, []byte{200}, 200},
		{0x09, []byte{200}, -56},
		{0x0B, []byte{0xff, 0xfe}, -2},
		{0x0C, []byte{0, 1, 0, 0}, 65536},
		{0x0D, binary.BigEndian.AppendUint32(nil, math.Float32bits(1.5)), 1.5},
		{0x0E, binary.BigEndian.AppendUint64(nil, math.Float64bits(-2.5)), -2.5},
	}
	for _, c := range cases {
		dir := folder(t, map[string][]byte{"n": idx(c.kind, []uint32{1}, c.bytes...)})
		x, err := ReadIDX(filepath.Join(dir, "n"))
		if err != nil || x.At(0) != c.want {
			t.Errorf("type %#x: %v, error %v, want %v", c.kind, x, err, c.want)
		}
	}
}

func TestIDXErrors(t *testing.T) {
	images, labels := idx(8, []uint32{2, 1, 2}, 1, 2, 3, 4), idx(8, []uint32{2}, 3, 0)
	whole := packed(t, images)
	cases := []struct {
		name   string
		images []byte
		labels []byte
		want   string
	}{
		{"empty", nil, labels, "x: the file is cut short: it has no header"},
		{"no IDX", []byte("PNG, maybe"), labels, "expected an IDX file, which begins with the bytes 00 00 and a type; it begins with 50 4e 47 2c"},
		{"cut in the header", images[:10], labels, "its header ends before axis 1 of 3"},
		{"cut in the numbers", images[:len(images)-1], labels, "its header claims [2 1 2] numbers, 4 bytes; there are 3"},
		{"more than claimed", append(slices.Clone(images), 9), labels, "more in the file than the [2 1 2] numbers"},
		{"2⁶⁰ numbers", idx(8, []uint32{1 << 20, 1 << 20, 1 << 20}), labels, "at most 268435456 are read"},
		{"2⁹⁶ numbers", idx(14, []uint32{1<<32 - 1, 1<<32 - 1, 1<<32 - 1}), labels, "at most"},
		{"much claimed, none there", idx(14, []uint32{1 << 28}), labels, "2147483648 bytes; there are 0"},
		{"packed and cut", whole[:len(whole)-12], labels, "cut short"},
		{"packed and its sum wrong", append(whole[:len(whole)-8:len(whole)-8], 1, 2, 3, 4, 4, 0, 0, 0), labels, "damaged"},
		{"labels as images", labels, labels, "x holds numbers of shape [2]; expected images"},
		{"images as labels", images, images, "y holds numbers of shape [2 1 2]; expected labels of shape [N]"},
		{"numbers of both", images, idx(8, []uint32{3}, 0, 1, 2), "x holds 2 images, "},
		{"no images", idx(8, []uint32{0, 1, 2}), idx(8, []uint32{0}), "holds no images"},
		{"a label that is none", images, idx(9, []uint32{2}, 0, 255), "y: label 1 is -1, which is no class index"},
		{"a label far out", images, idx(12, []uint32{2}, 0, 0, 0, 0, 0, 1, 0, 0), "label 1 is 65536"},
		{"NaN", images, idx(13, []uint32{2}, 0, 0, 0, 0, 0x7f, 0xc0, 0, 0), "y: number 1 is NaN"},
	}
	for _, c := range cases {
		dir := folder(t, map[string][]byte{"x": c.images, "y": c.labels})
		d, err := IDX(filepath.Join(dir, "x"), filepath.Join(dir, "y"))
		if err == nil || !strings.HasPrefix(err.Error(), "data: "+dir) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, error %v, want %q", c.name, d, err, c.want)
		}
	}
}

// Whatever the bytes, readIDX gives an error or as many finite numbers as its
// shape says.
func FuzzIDX(f *testing.F) {
	f.Add(idx(8, []uint32{2, 1, 3}, 0, 51, 255, 1, 2, 3))
	f.Add(idx(14, []uint32{1 << 28}, 1))
	f.Add(idx(13, nil, 0, 0, 0, 0))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := readIDX(bytes.NewReader(raw))
		if err != nil {
			return
		}
		if n := rowWidth(append([]int{1}, a.shape...)); n != len(a.values) {
			t.Errorf("%d numbers of shape %v", len(a.values), a.shape)
		}
		for _, v := range a.values {
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				t.Errorf("%v is not finite", v)
			}
		}
	})
}

func TestFashion(t *testing.T) {
	train, test := Fashion()
	for _, part := range []struct {
		d     *Data
		class int
	}{{train, 200}, {test, 50}} {
		if !slices.Equal(part.d.X.Shape(), []int{10 * part.class, 28, 28, 1}) {
			t.Errorf("%v", part.d)
		}
		for class, n := range countLabels(part.d) {
			if n != part.class {
				t.Errorf("%d samples of class %d, want %d", n, class, part.class)
			}
		}
	}
	if train.Names[train.Labels()[0]] != "Ankle boot" || train.X.Max().Item() != 1 {
		t.Errorf("the first is a %s", train.Names[train.Labels()[0]])
	}
	train.X.Float32s()[0], train.Names[0] = 99, "?"
	if again, _ := Fashion(); again.X.Float32s()[0] != 0 || again.Names[0] != "T-shirt" {
		t.Error("a change of one copy shows in another")
	}
}

// The subset is what the full set begins with.
func TestFashionIsAPartOfTheWhole(t *testing.T) {
	if !isFile(filepath.Join(fashionMNIST.also, "t10k-images-idx3-ubyte.gz")) {
		t.Skip("Debian's package dataset-fashion-mnist is not installed")
	}
	all, allTest, err := FashionMNIST("")
	if err != nil {
		t.Fatal(err)
	}
	train, test := Fashion()
	for _, part := range []struct{ all, some *Data }{{all, train}, {allTest, test}} {
		var first []int
		taken := make([]int, 10)
		for i, class := range part.all.Labels() {
			if taken[class]++; taken[class] <= part.some.Len()/10 {
				first = append(first, i)
			}
		}
		want := part.all.Take(first)
		if !slices.Equal(want.X.Float32s(), part.some.X.Float32s()) || !slices.Equal(want.Labels(), part.some.Labels()) {
			t.Error("the embedded subset is not the first of each class")
		}
	}
}

func TestFashionFolders(t *testing.T) {
	dir := t.TempDir()
	if err := FashionFolders(dir); err != nil {
		t.Fatal(err)
	}
	_, want := Fashion()
	test, err := Images(filepath.Join(dir, "test"), ImageConfig{Gray: true})
	if err != nil {
		t.Fatal(err)
	}
	if test.Len() != 500 || test.Names[0] != "Ankle boot" {
		t.Fatalf("%v", test)
	}
	// The pixels survive exactly: 8 bits, divided by 255 in the same way.
	perClass := make([]int, 10)
	for i, class := range want.Labels() {
		name := want.Names[class]
		mine := slices.Index(test.Names, name)*50 + perClass[class]
		perClass[class]++
		if !slices.Equal(test.Take([]int{mine}).X.Float32s(), want.Take([]int{i}).X.Float32s()) {
			t.Fatalf("sample %d, a %s, is not the image %s", i, name, test.Paths[mine])
		}
	}
	if info, err := os.Stat(filepath.Join(dir, "train", "Bag")); err != nil || !info.IsDir() {
		t.Errorf("train/Bag: %v", err)
	}
}
