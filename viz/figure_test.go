package viz

import (
	"bytes"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"gradus/kernel/display"
)

func TestFigureBundle(t *testing.T) {
	f := Line("a", 1, 2).Title("T").Size(200, 100)
	b := display.Of(f)
	if b.Data["text/plain"] != `viz.Line "T" (200×100)` {
		t.Errorf("text/plain is %q", b.Data["text/plain"])
	}
	size, ok := b.Metadata["image/png"].(map[string]any)
	if !ok || size["width"] != 200 || size["height"] != 100 {
		t.Errorf("metadata is %v", b.Metadata)
	}
	img, err := png.Decode(bytes.NewReader(f.MIMEBundle()["image/png"].([]byte)))
	if err != nil {
		t.Fatal(err)
	}
	if s := img.Bounds().Size(); s.X != 400 || s.Y != 200 {
		t.Errorf("the image has %v pixels", s)
	}
}

func TestSave(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.png")
	f := Line("a", 1, 2)
	if err := f.Save(file); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(data, f.PNG()) {
		t.Errorf("saved %d bytes, %v", len(data), err)
	}
	if f.Save(filepath.Join(file, "impossible")) == nil {
		t.Error("saving where nothing can be returned no error")
	}
}

// TestTheme reads which theme holds when a figure is rendered off its corner.
func TestTheme(t *testing.T) {
	defer ThemeFunc(nil)
	f := Line("a", 1, 2)
	corner := func() color.Color { return color.NRGBAModel.Convert(f.Image().At(0, 0)) }
	if corner() != Light.Background {
		t.Error("the default is not Light")
	}
	SetTheme(Dark)
	if corner() != Dark.Background {
		t.Error("SetTheme does not hold for a figure made before")
	}
	theme := Light
	ThemeFunc(func() Theme { return theme })
	if corner() != Light.Background {
		t.Error("ThemeFunc is not asked")
	}
	theme = Dark
	if corner() != Dark.Background {
		t.Error("ThemeFunc is not asked at each render")
	}
	f.Theme(Light)
	if corner() != Light.Background {
		t.Error("the figure's own theme does not hold")
	}
}

func TestThemeComplete(t *testing.T) {
	got := Theme{Background: hex("000000")}.complete()
	if got.Ink != Dark.Ink || len(got.Cycle) == 0 || len(got.Sequential) == 0 {
		t.Errorf("a theme with only a dark background became %v", got.Ink)
	}
	if got := (Theme{}).complete(); got.Background != Light.Background {
		t.Errorf("the zero theme has the background %v", got.Background)
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{"loss σ(z) ≤ ½ x₁": "loss σ(z) ≤ ½ x₁", "猫cat": "□cat", "a\nb": "a b", "😀": "□"} {
		if got := visible(in); got != want {
			t.Errorf("visible(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	p := pen{scale: 1}
	w := words{size: titleSize}
	for _, s := range []string{"one", "a few words that are longer than a line can hold", "aVeryLongWordThatFitsNowhereAtAll and then some more, and more, and more"} {
		lines := p.wrap(s, 150, 2, w)
		if len(lines) > 2 {
			t.Errorf("%q became %d lines", s, len(lines))
		}
		for _, l := range lines {
			if p.width(l, w) > 150 {
				t.Errorf("%q is too wide", l)
			}
		}
	}
}
