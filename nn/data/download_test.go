package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestDownload(t *testing.T) {
	content := strings.Repeat("gradus ", 5000)
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		switch r.URL.Path {
		case "/sets/toy.bin":
			http.ServeContent(w, r, "", time.Time{}, strings.NewReader(content))
		case "/sets/short.bin":
			w.Header().Set("Content-Length", "50000")
			w.Write([]byte(content[:100]))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	sum := sha256.Sum256([]byte(content))
	dir := t.TempDir()
	var progress []int
	file := Remote{
		URL: server.URL + "/sets/toy.bin?download=1", SHA256: strings.ToUpper(hex.EncodeToString(sum[:])), Folder: filepath.Join(dir, "new"),
		Progress: func(done, total int) { progress = append(progress, done, total) },
	}
	path, err := Download(file)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(path); err != nil || string(raw) != content || path != filepath.Join(dir, "new", "toy.bin") {
		t.Errorf("%s holds %d bytes, error %v", path, len(raw), err)
	}
	if n := len(progress); n < 4 || !slices.Equal(progress[n-2:], []int{len(content), len(content)}) {
		t.Errorf("progress %v", progress)
	}

	// What is there is not asked for again, unless it is another file.
	if _, err := Download(file); err != nil || asked != 1 {
		t.Errorf("asked %d times, error %v", asked, err)
	}
	if err := os.WriteFile(path, []byte("damaged"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Download(file); err != nil || asked != 2 {
		t.Errorf("after damage: asked %d times, error %v", asked, err)
	}

	quiet := func(done, total int) {}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	fails := []struct {
		name string
		file Remote
		want string
	}{
		{"wrong sum", Remote{URL: server.URL + "/sets/toy.bin", SHA256: strings.Repeat("0", 64)}, "it is damaged or another file: its SHA-256 is " + hex.EncodeToString(sum[:]) + ", expected 0000"},
		{"cut short", Remote{URL: server.URL + "/sets/short.bin"}, "after 100 of 50000 bytes: unexpected EOF"},
		{"not found", Remote{URL: server.URL + "/nothing.bin"}, "the server answers 404 Not Found"},
		{"cancelled", Remote{URL: server.URL + "/sets/toy.bin", Context: cancelled}, "context canceled"},
		{"no address", Remote{URL: "toy.bin"}, `"toy.bin" is no address; expected http`},
		{"no file", Remote{URL: server.URL + "/"}, "does not end in the name of a file"},
	}
	for _, c := range fails {
		c.file.Folder, c.file.Progress = filepath.Join(dir, c.name), quiet
		path, err := Download(c.file)
		if err == nil || path != "" || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q, error %v, want %q", c.name, path, err, c.want)
		}
		if left, _ := os.ReadDir(c.file.Folder); len(left) > 0 {
			t.Errorf("%s: left %v behind", c.name, left)
		}
	}
}

// Without a connection the message says which file to put where.
func TestDownloadOffline(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	url := server.URL + "/train-images-idx3-ubyte.gz"
	server.Close()
	dir := t.TempDir()
	_, err := Download(Remote{URL: url, Folder: dir})
	if err == nil || !strings.Contains(err.Error(), url+" cannot be downloaded: dial tcp ") || !strings.HasSuffix(err.Error(), "; without a connection, get the file on another machine and put it at "+filepath.Join(dir, "train-images-idx3-ubyte.gz")) {
		t.Errorf("error %v", err)
	}
}

// A data set's files are read where they are, and what is missing is asked for.
func TestMNISTFolder(t *testing.T) {
	images, labels := idx(8, []uint32{1, 2, 2}, 0, 0, 0, 255), idx(8, []uint32{1}, 9)
	dir := folder(t, map[string][]byte{
		"train-images-idx3-ubyte": images, "train-labels-idx1-ubyte.gz": packed(t, labels),
		"t10k-images-idx3-ubyte.gz": packed(t, images), "t10k-labels-idx1-ubyte": labels,
	})
	train, test, err := FashionMNIST(dir)
	if err != nil {
		t.Fatal(err)
	}
	if train.Len() != 1 || test.Image(0).At(1, 1) != 1 || train.Names[train.Labels()[0]] != "Ankle boot" {
		t.Errorf("%v, %v", train, test)
	}
	if train, _, err = MNIST(dir); err != nil || train.Names[9] != "9" {
		t.Errorf("%v, error %v", train, err)
	}

	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	if err := os.Remove(filepath.Join(dir, "t10k-labels-idx1-ubyte")); err != nil {
		t.Fatal(err)
	}
	offline := mnistFiles{url: server.URL + "/"}
	if _, _, err := offline.read(dir); err == nil || !strings.HasSuffix(err.Error(), "put it at "+filepath.Join(dir, "t10k-labels-idx1-ubyte.gz")) {
		t.Errorf("error %v", err)
	}
}

func TestMNISTSums(t *testing.T) {
	for _, set := range []mnistFiles{mnist, fashionMNIST} {
		for _, sum := range append(set.images[:], set.labels[:]...) {
			if raw, err := hex.DecodeString(sum); err != nil || len(raw) != sha256.Size {
				t.Errorf("%q is no SHA-256: %v", sum, err)
			}
		}
	}
	if cifarArchive.checkSum(nil) == nil {
		t.Error("the sum of CIFAR-10's archive is not checked")
	}
}
