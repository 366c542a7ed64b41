package viz

import (
	"image/color"
	"sync"
)

// A Theme is the colours of a figure.
type Theme struct {
	Name       string
	Background color.NRGBA
	Ink        color.NRGBA   // titles, outlines
	Dim        color.NRGBA   // axis labels, ticks, notes
	Grid       color.NRGBA   // grid lines, borders
	Cycle      []color.NRGBA // curves, classes and layers, in order
	Sequential Ramp          // low to high
	Diverging  Ramp          // below to above, the middle close to Background
	Difference Ramp          // same to off, for comparing with what is right
}

// The two themes. Their cycles are based on the palette of Okabe and Ito,
// which readers with any colour vision can tell apart; Sequential is viridis.
var (
	Light = Theme{
		Name:       "light",
		Background: hex("FFFFFF"), Ink: hex("24292F"), Dim: hex("6E7781"), Grid: hex("E6E9ED"),
		Cycle:      hexes("0072B2", "D55E00", "009E73", "CC79A7", "56B4E9", "E69F00", "7B5EA7", "8C6D31"),
		Sequential: viridis,
		Diverging:  NewRamp("2166AC", "67A9CF", "D1E5F0", "F7F7F7", "FDDBC7", "EF8A62", "B2182B"),
		Difference: NewRamp("EAF3EC", "CFE5D5", "9FCBB0", "F2C36B", "E0703A", "B2182B"),
	}
	Dark = Theme{
		Name:       "dark",
		Background: hex("111111"), Ink: hex("E6E6E6"), Dim: hex("9A9A9A"), Grid: hex("2B2B2B"),
		Cycle:      hexes("56B4E9", "F0904C", "2FC79A", "E39AC4", "7FA8FF", "F2C14E", "B79AE8", "C9B06B"),
		Sequential: viridis,
		Diverging:  NewRamp("6FB3E8", "3B7DB5", "1F3F5C", "1A1A1A", "5C2A22", "B5533B", "F4946F"),
		Difference: NewRamp("14301F", "1B4A30", "2B6B48", "9A6A1E", "D0602C", "FF5A4F"),
	}
)

var viridis = NewRamp("440154", "482878", "3E4989", "31688E", "26828E", "1F9E89", "35B779", "6DCD59", "B4DE2C", "FDE725")

// color is the i-th colour of the cycle, starting over at its end.
func (t Theme) color(i int) color.NRGBA { return t.Cycle[i%len(t.Cycle)] }

// dark tells whether the theme has a dark background.
func (t Theme) dark() bool { return luma(t.Background) < .5 }

// complete fills what a hand-made theme leaves out.
func (t Theme) complete() Theme {
	base := Light
	if t.Background != (color.NRGBA{}) && t.dark() {
		base = Dark
	}
	for _, c := range []struct{ have, want *color.NRGBA }{
		{&t.Background, &base.Background}, {&t.Ink, &base.Ink}, {&t.Dim, &base.Dim}, {&t.Grid, &base.Grid},
	} {
		if *c.have == (color.NRGBA{}) {
			*c.have = *c.want
		}
	}
	if len(t.Cycle) == 0 {
		t.Cycle = base.Cycle
	}
	for _, r := range []struct{ have, want *Ramp }{
		{&t.Sequential, &base.Sequential}, {&t.Diverging, &base.Diverging}, {&t.Difference, &base.Difference},
	} {
		if len(*r.have) == 0 {
			*r.have = *r.want
		}
	}
	return t
}

var themeMu sync.RWMutex
var themeNow = func() Theme { return Light }

// SetTheme makes t the theme of every figure rendered from now on, except
// those with a [Figure.Theme] of their own. The default is Light. What t
// leaves empty is taken from Light, or from Dark if its background is dark.
func SetTheme(t Theme) { ThemeFunc(func() Theme { return t }) }

// ThemeFunc makes f choose the theme each time a figure is rendered, for
// example by asking which theme the notebook's page has. The last call of
// SetTheme or ThemeFunc holds; nil is back to Light. f must be safe for
// concurrent use.
func ThemeFunc(f func() Theme) {
	if f == nil {
		f = func() Theme { return Light }
	}
	themeMu.Lock()
	defer themeMu.Unlock()
	themeNow = f
}

func currentTheme() Theme {
	themeMu.RLock()
	f := themeNow
	themeMu.RUnlock()
	return f()
}
