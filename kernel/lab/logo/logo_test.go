package logo

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"gradus/kernel/lab/logo/draw"
)

// The files in the repository are what the description draws. PNGs are
// compared by their pixels: how they are packed may differ between Go versions.
func TestFilesAreNotStale(t *testing.T) {
	fresh, err := draw.Files()
	if err != nil {
		t.Fatal(err)
	}
	have := Files()
	if len(have) != len(fresh) {
		t.Fatalf("%d files are embedded, %d are drawn", len(have), len(fresh))
	}
	for name, want := range fresh {
		same := bytes.Equal(have[name], want)
		if bytes.HasSuffix([]byte(name), []byte(".png")) {
			same = bytes.Equal(pixels(t, have[name]), pixels(t, want))
		}
		if !same {
			t.Errorf("%s is stale: run go generate ./kernel/lab/logo", name)
		}
	}
}

func TestSizes(t *testing.T) {
	for name, size := range map[string]int{"logo-32x32.png": 32, "logo-64x64.png": 64} {
		config, err := png.DecodeConfig(bytes.NewReader(Files()[name]))
		if err != nil || config.Width != size || config.Height != size {
			t.Errorf("%s: %d × %d, %v", name, config.Width, config.Height, err)
		}
	}
}

func pixels(t *testing.T, file []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return img.(*image.NRGBA).Pix
}
