package viz

import (
	"fmt"
	"math"
	"sync"
	"testing"
	"time"

	"gradus/kernel/display"
)

// fakeClock stands still until it is moved.
type fakeClock struct {
	mu    sync.Mutex
	now   time.Time
	timer func()
	due   time.Time
}

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) After(d time.Duration, f func()) (stop func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timer, c.due = f, c.now.Add(d)
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.timer = nil
	}
}

// advance moves the clock and fires the timer when it is due.
func (c *fakeClock) advance(d time.Duration) {
	c.mu.Lock()
	c.now = c.now.Add(d)
	f := c.timer
	if f == nil || c.now.Before(c.due) {
		f = nil
	} else {
		c.timer = nil
	}
	c.mu.Unlock()
	if f != nil {
		f()
	}
}

// notebookPage is the notebook page.
type notebookPage struct {
	mu      sync.Mutex
	shown   int
	updated int
	ids     map[string]bool
}

func (r *notebookPage) Display(b display.Bundle, id string, update bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ids == nil {
		r.ids = map[string]bool{}
	}
	r.ids[id] = true
	if update {
		r.updated++
	} else {
		r.shown++
	}
}
func (r *notebookPage) Clear(bool) {}

func record(t *testing.T) *notebookPage {
	r := &notebookPage{}
	t.Cleanup(display.SetPublisher(r))
	return r
}

func TestLivePace(t *testing.T) {
	page := record(t)
	clock := &fakeClock{now: time.Unix(0, 0)}
	l := Live("loss").Size(120, 90)
	l.clock = clock

	l.Epoch(0, map[string]float64{"accuracy": 1})
	if page.shown != 0 {
		t.Fatal("shown before there was anything to draw")
	}
	for e := range 100 { // one second
		l.Epoch(e, map[string]float64{"loss": 1})
		clock.advance(10 * time.Millisecond)
	}
	if page.shown != 1 || len(page.ids) != 1 {
		t.Errorf("shown %d times under %d ids, want once", page.shown, len(page.ids))
	}
	if page.updated < 4 || page.updated > 5 {
		t.Errorf("%d updates in a second, want 4 or 5", page.updated)
	}

	before := page.updated
	l.Epoch(100, map[string]float64{"loss": .5}) // too soon to draw: the timer must
	clock.advance(livePause)
	if page.updated != before+1 {
		t.Errorf("the last point was not drawn when the pause was over")
	}
	l.Epoch(101, map[string]float64{"loss": .4})
	l.Done()
	if page.updated != before+2 {
		t.Errorf("Done did not draw the last point")
	}
	l.Done()
	clock.advance(time.Hour)
	if page.updated != before+2 {
		t.Errorf("drawn again with nothing new")
	}
}

func TestLiveConcurrent(t *testing.T) {
	page := record(t)
	l := Live("loss", "val loss", "accuracy").Size(120, 90)
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 50 {
				l.Batch(i, map[string]float64{"loss": float64(i)})
				l.Epoch(i, map[string]float64{"val loss": float64(i)})
				l.Add("accuracy", float64(i), .5)
				if i == 25*g%50 {
					l.Figure()
				}
			}
		})
	}
	wg.Wait()
	l.Done()
	page.mu.Lock()
	defer page.mu.Unlock()
	if page.shown != 1 {
		t.Errorf("shown %d times", page.shown)
	}
	n := 0
	for _, s := range l.series {
		n += len(s.xs)
	}
	if n != 4*50*3 {
		t.Errorf("%d points kept of %d", n, 4*50*3)
	}
}

func TestLiveMetrics(t *testing.T) {
	l := Live("loss", "val loss")
	for step := range 10 {
		l.Batch(step, map[string]float64{"loss": 1})
	}
	l.Epoch(0, map[string]float64{"loss": 1, "val loss": 2, "unasked": 3})
	if loss := l.series[0]; len(loss.xs) != 10 {
		t.Errorf("a metric by batch has %d points, want those of the 10 batches", len(loss.xs))
	}
	if val := l.series[1]; len(val.xs) != 1 || val.xs[0] != 9 {
		t.Errorf("the epoch stands at %v, want at its last step 9", val.xs)
	}
}

func TestLiveLog(t *testing.T) {
	for _, c := range []struct {
		losses []float64
		log    bool
	}{
		{[]float64{1, .5, .02}, false},
		{[]float64{1, .5, .002}, true},
		{[]float64{1, .5, 0}, false},
		{[]float64{1, .5, math.NaN()}, false},
	} {
		l := Live("loss")
		for e, y := range c.losses {
			l.Add("loss", float64(e), y)
		}
		if a := l.Figure().chart.(*axes); a.y.log != c.log {
			t.Errorf("losses %v: logarithmic %v, want %v", c.losses, a.y.log, c.log)
		}
	}
}

func TestLiveBest(t *testing.T) {
	for _, c := range []struct {
		name string
		ys   []float64
		best int
	}{
		{"val loss", []float64{3, 1, math.NaN(), 2}, 1},
		{"val accuracy", []float64{.3, .9, .8}, 1},
		{"loss", []float64{3, 1, 2}, -1},
		{"val loss", []float64{3}, -1},
		{"val loss", []float64{math.NaN(), math.NaN()}, -1},
	} {
		s := &series{name: c.name}
		for i, y := range c.ys {
			s.add(float64(i), y)
		}
		if got := s.best(); got != c.best {
			t.Errorf("%s %v: best at %d, want %d", c.name, c.ys, got, c.best)
		}
	}
}

func TestLivePanels(t *testing.T) {
	l := trained("loss", "accuracy")
	if _, ok := l.Figure().chart.(*panels); !ok {
		t.Errorf("loss and accuracy are drawn as %T, want panels", l.Figure().chart)
	}
	if got := fmt.Sprint(l.MIMEMetadata()); got != "map[image/png:map[height:320 width:960]]" {
		t.Errorf("metadata %s", got)
	}
}
