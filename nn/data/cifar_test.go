package data

import (
	"archive/tar"
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// cifarBatch is a file of records with the given labels; pixel p of channel c of
// record i is 10·i + c.
func cifarBatch(labels ...byte) []byte {
	var raw []byte
	for i, label := range labels {
		raw = append(raw, label)
		for c := range 3 {
			raw = append(raw, bytes.Repeat([]byte{byte(10*i + c)}, cifarPixels)...)
		}
	}
	raw[2] = 255 // the second pixel of the first record is red
	return raw
}

func cifarFiles() map[string][]byte {
	return map[string][]byte{
		"data_batch_1.bin": cifarBatch(6, 9), "data_batch_2.bin": cifarBatch(9), "data_batch_3.bin": cifarBatch(4),
		"data_batch_4.bin": cifarBatch(1), "data_batch_5.bin": cifarBatch(1), "test_batch.bin": cifarBatch(3, 8, 8),
	}
}

func tarOf(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for name, raw := range files {
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(raw))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(raw); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCIFAR10(t *testing.T) {
	inner, archive := map[string][]byte{}, map[string][]byte{"cifar-10-batches-bin/readme.html": []byte("hello")}
	for name, raw := range cifarFiles() {
		inner["cifar-10-batches-bin/"+name] = raw
		archive["cifar-10-batches-bin/"+name] = raw
	}
	places := map[string]map[string][]byte{
		"a folder":              cifarFiles(),
		"the folder's parent":   inner,
		"a folder with the tar": {"cifar-10-binary.tar.gz": packed(t, tarOf(t, archive))},
	}
	for name, files := range places {
		train, test, err := CIFAR10(folder(t, files))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.Equal(train.X.Shape(), []int{6, 32, 32, 3}) || !slices.Equal(train.Labels(), []int{6, 9, 9, 4, 1, 1}) || !slices.Equal(test.Labels(), []int{3, 8, 8}) || train.Names[6] != "frog" {
			t.Errorf("%s: %v and %v", name, train, test)
		}
		if train.X.At(0, 0, 1, 0) != 1 || train.X.At(0, 0, 0, 0) != 0 || train.X.At(1, 31, 31, 2) != float64(float32(12)/255) {
			t.Errorf("%s: wrong pixels", name)
		}
	}
}

func TestCIFAR10Errors(t *testing.T) {
	with := func(name string, raw []byte) map[string][]byte {
		files := cifarFiles()
		files[name] = raw
		if raw == nil {
			delete(files, name)
		}
		return files
	}
	cases := []struct {
		name  string
		files map[string][]byte
		want  string
	}{
		{"a batch missing", with("data_batch_4.bin", nil), "data_batch_4.bin is not there; a folder of CIFAR-10 holds data_batch_1.bin … data_batch_5.bin and test_batch.bin"},
		{"cut short", with("data_batch_2.bin", cifarBatch(1)[:3000]), "data_batch_2.bin: 3000 bytes are not a whole number of records of 3073"},
		{"empty", with("data_batch_2.bin", []byte{}), "0 bytes are not a whole number"},
		{"label out of range", with("test_batch.bin", cifarBatch(1, 10)), "test_batch.bin: record 1 has label 10; expected 0 to 9"},
		{"a tar without it", map[string][]byte{"cifar-10-binary.tar.gz": packed(t, tarOf(t, map[string][]byte{"a.txt": {1}}))}, "has no data_batch_1.bin in it"},
		{"no tar", map[string][]byte{"cifar-10-binary.tar.gz": []byte("hello")}, "the archive is damaged"},
		{"a tar cut short", map[string][]byte{"cifar-10-binary.tar.gz": packed(t, tarOf(t, cifarFiles())[:5000])}, "cut short or damaged"},
	}
	for _, c := range cases {
		dir := folder(t, c.files)
		train, _, err := CIFAR10(dir)
		if err == nil || !strings.HasPrefix(err.Error(), "data: "+filepath.ToSlash(dir)) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, error %v, want %q", c.name, train, err, c.want)
		}
	}
}

// Whatever the bytes, a batch is an error or whole records with labels of classes.
func FuzzCIFAR(f *testing.F) {
	f.Add(cifarBatch(1, 2))
	f.Add(cifarBatch(11))
	f.Fuzz(func(t *testing.T, raw []byte) {
		records, err := readCIFARFile(bytes.NewReader(raw))
		if err != nil {
			return
		}
		d, err := cifarData("fuzz", map[string][]byte{"a": records}, "a")
		if err != nil || d.Len()*cifarRecord != len(raw) {
			t.Fatalf("%v of %d bytes, error %v", d, len(raw), err)
		}
		d.Labels() // panics if one is out of range
	})
}
