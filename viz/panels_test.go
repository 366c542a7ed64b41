package viz

import "testing"

func TestPanelsSize(t *testing.T) {
	a := func() *Figure { return Line("a", 1, 2).Size(300, 200) }
	for _, c := range []struct {
		f             *Figure
		width, height int
	}{
		{Panels(a()), 300, 200},
		{Panels(a(), a(), a()), 900, 200},
		{Panels(a(), a(), a(), a()), 600, 400},
		{Panels(a(), a(), a(), a()).Columns(4), 960, 160}, // shrunk to the page
		{Panels(a(), a()).Columns(1), 300, 400},
		{Panels(a(), a()).Size(400, 300).Columns(1), 400, 300},
		{Panels(Panels(a(), a()).Columns(1), a()), 600, 400},
	} {
		if c.f.width != c.width || c.f.height != c.height {
			t.Errorf("%d×%d, want %d×%d", c.f.width, c.f.height, c.width, c.height)
		}
	}
}
