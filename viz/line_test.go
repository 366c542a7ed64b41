package viz

import (
	"math"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
)

func TestRuns(t *testing.T) {
	nan := math.NaN()
	l := &line{xs: []float64{0, 1, 2, 3, 4, 5}, ys: []float64{nan, 1, nan, 1, math.Inf(1), nan}}
	c := draw.NewCanvas(&recorder.Canvas{}, 100, 100)
	if runs := l.runs(c, plot.New()); len(runs) != 2 || len(runs[0]) != 1 || len(runs[1]) != 1 {
		t.Errorf("runs %v, want two single points", runs)
	}
}

// TestThin keeps the outline of a line with 100 points in each pixel column.
func TestThin(t *testing.T) {
	var run []vg.Point
	for i := range 10_000 {
		run = append(run, vg.Point{X: vg.Length(i) / 200, Y: vg.Length(math.Sin(float64(i)))})
	}
	run[4321].Y = 77
	got := thin(run)
	if len(got) > len(run)/10 {
		t.Errorf("%d of %d points are left", len(got), len(run))
	}
	top := vg.Length(0)
	for i, q := range got {
		top = max(top, q.Y)
		if i > 0 && q.X < got[i-1].X {
			t.Fatal("the order changed")
		}
	}
	if top != 77 {
		t.Error("the spike is lost")
	}
}

func TestLogDrops(t *testing.T) {
	l := &line{xs: []float64{0, 1, 2}, ys: []float64{1, 0, math.NaN()}}
	m, dropped := l.log(false, true)
	if got := m.(*line).ys; dropped != 1 || got[0] != 1 || !math.IsNaN(got[1]) {
		t.Errorf("dropped %d, kept %v", dropped, got)
	}
	if l.ys[1] != 0 {
		t.Error("the figure's data changed")
	}
}
