package display_test

import (
	"encoding/base64"
	"errors"
	"image"
	"reflect"
	"strings"
	"testing"
	"time"

	"gradus/kernel/display"
)

type picture struct{ panics bool }

func (p picture) MIMEBundle() map[string]any {
	if p.panics {
		panic("no ink")
	}
	return map[string]any{"image/png": []byte("png"), "text/html": []byte("<b>x</b>")}
}

func (picture) MIMEMetadata() map[string]any {
	return map[string]any{"image/png": map[string]any{"width": 3}}
}

type shy struct{}

func (shy) String() string { panic("not today") }

func TestOf(t *testing.T) {
	b := display.Of(picture{})
	want := display.Bundle{
		Data: map[string]any{
			"image/png": base64.StdEncoding.EncodeToString([]byte("png")), "text/html": "<b>x</b>", "text/plain": "display_test.picture",
		},
		Metadata: map[string]any{"image/png": map[string]any{"width": 3}},
	}
	if !reflect.DeepEqual(b, want) {
		t.Errorf("got %v, want %v", b, want)
	}
	for name, c := range map[string]struct {
		value any
		want  string
	}{
		"error":                     {errors.New("bad"), "bad"},
		"Stringer":                  {time.Second, "1s"},
		"Stringer that is an image": {image.Rect(0, 0, 1, 2), "(0,0)-(1,2)"},
		"Go syntax":                 {[]int{1}, "[]int{1}"},
		"nil":                       {nil, "nil"},
		"panicking bundle":          {picture{panics: true}, "display_test.picture (its MIMEBundle panicked: no ink)"},
		"panicking String":          {shy{}, "display_test.shy (its text method panicked: not today)"},
	} {
		if got := display.Of(c.value).Data["text/plain"]; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// grid is a matrix with 10i + j at row i, column j.
type grid struct{ rows, columns int }

func (g grid) Dims() (rows, columns int) { return g.rows, g.columns }
func (g grid) At(i, j int) float64       { return float64(10*i + j) }

func TestMatrix(t *testing.T) {
	want := "display_test.grid 2×3\n[ 0   1   2]\n[10  11  12]"
	if got := display.PlainText(grid{2, 3}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	got := strings.Split(display.PlainText(grid{100, 1}), "\n")
	if len(got) != 12 || got[6] != "[  …]" || got[11] != "[990]" {
		t.Errorf("a large one is %q", got)
	}
	if got := display.PlainText((*grid)(nil)); got != "nil" {
		t.Errorf("a nil pointer is %q", got)
	}
}

func TestOfImage(t *testing.T) {
	b := display.Of(image.NewGray(image.Rect(0, 0, 4, 3)))
	raw, err := base64.StdEncoding.DecodeString(b.Data["image/png"].(string))
	if err != nil || string(raw[1:4]) != "PNG" {
		t.Errorf("no PNG in %v (%v)", b, err)
	}
}

// recorder is a Publisher that keeps what it is given.
type recorder struct{ events []string }

func (r *recorder) Display(b display.Bundle, id string, update bool) {
	event := "show "
	if update {
		event = "update "
	}
	r.events = append(r.events, event+b.Data["text/plain"].(string))
}

func (r *recorder) Clear(wait bool) { r.events = append(r.events, "clear") }

func TestShow(t *testing.T) {
	display.Show("nobody sees this").Update("nor this")
	var r recorder
	restore := display.SetPublisher(&r)
	h := display.Show(1)
	h.Update(2)
	display.Clear(false)
	restore()
	display.Show("nobody again")
	h.Update(3) // a handle goes on working after its cell
	want := []string{"show 1", "update 2", "clear", "update 3"}
	if !reflect.DeepEqual(r.events, want) {
		t.Errorf("got %q, want %q", r.events, want)
	}
}
