package viz

import (
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"gradus/kernel/display"
)

// livePause is the least time between two updates of a live figure.
const livePause = 200 * time.Millisecond

// Live makes a figure of metrics that grows in place while a model trains.
// Hand its method Epoch, Batch or both to the training:
//
//	live := viz.Live("loss", "val loss", "accuracy", "val accuracy")
//	model.Fit(train, nn.FitConfig{OnEpoch: live.Epoch, Validation: test})
//
// Metrics it was not asked for are ignored; those asked for that never come
// are not drawn. Names with "acc" in them get a panel of their own, from 0 to
// 1. The loss is on a linear axis, or on a logarithmic one once it ranges over
// more than a factor of 100. The best validation value is marked.
//
// The figure appears with its first value and is updated at most five times a
// second; the last values are always drawn, a moment later or at [LiveFigure.Done].
// All methods may be called from any goroutine.
func Live(names ...string) *LiveFigure {
	if len(names) == 0 {
		fail("Live", "name the metrics to draw, such as \"loss\" and \"val loss\"", "there are no names")
	}
	l := &LiveFigure{clock: wallClock{}}
	for _, name := range names {
		l.series = append(l.series, &series{name: name})
	}
	return l
}

// A LiveFigure is what [Live] returns.
type LiveFigure struct {
	mu     sync.Mutex
	series []*series
	axis   string // what runs to the right
	steps  bool   // Batch was called: epochs are placed at the step they end at
	step   float64
	title  string
	theme  *Theme
	width  int
	height int

	clock   clock
	shown   bool      // or about to be
	dirty   bool      // there is something to draw
	busy    bool      // somebody is drawing
	last    time.Time // when the last update was done
	waiting func()    // stops the timer of the next; nil without one

	drawing sync.Mutex // held while a picture is published, so that they keep their order
	handle  display.Handle
	onPage  bool // the handle is set, if only to nothing: there may be no page
}

type series struct {
	name    string
	xs, ys  []float64
	byBatch bool
}

// A clock is the part of package time that pacing needs; tests have their own.
type clock interface {
	Now() time.Time
	After(d time.Duration, f func()) (stop func())
}

type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }
func (wallClock) After(d time.Duration, f func()) (stop func()) {
	t := time.AfterFunc(d, f)
	return func() { t.Stop() }
}

// Title sets the line above the picture.
func (l *LiveFigure) Title(s string) *LiveFigure {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.title = s
	return l
}

// Size sets width and height in CSS pixels.
func (l *LiveFigure) Size(width, height int) *LiveFigure {
	newFigure("Live", nil).Size(width, height) // checks
	l.mu.Lock()
	defer l.mu.Unlock()
	l.width, l.height = width, height
	return l
}

// Theme makes this figure keep to t, whatever [SetTheme] says.
func (l *LiveFigure) Theme(t Theme) *LiveFigure {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.theme = &t
	return l
}

// Epoch adds the metrics at the end of an epoch; it fits nn.FitConfig.OnEpoch.
// A metric that also comes by batch is drawn by batch.
func (l *LiveFigure) Epoch(epoch int, metrics map[string]float64) {
	l.mu.Lock()
	x := float64(epoch)
	if l.steps {
		x = l.step
	} else {
		l.axis = "epoch"
	}
	for _, s := range l.series {
		if y, ok := metrics[s.name]; ok && !s.byBatch {
			s.add(x, y)
		}
	}
	l.mu.Unlock()
	l.changed()
}

// Batch adds the metrics of a training step; it fits nn.FitConfig.OnBatch.
func (l *LiveFigure) Batch(step int, metrics map[string]float64) {
	l.mu.Lock()
	l.steps, l.axis, l.step = true, "step", float64(step)
	for _, s := range l.series {
		if y, ok := metrics[s.name]; ok {
			s.byBatch = true
			s.add(l.step, y)
		}
	}
	l.mu.Unlock()
	l.changed()
}

// Add adds one value of one metric, for a training loop written by hand.
func (l *LiveFigure) Add(name string, x, y float64) {
	l.mu.Lock()
	for _, s := range l.series {
		if s.name == name {
			s.add(x, y)
		}
	}
	l.mu.Unlock()
	l.changed()
}

func (s *series) add(x, y float64) { s.xs, s.ys = append(s.xs, x), append(s.ys, y) }

// changed shows the figure with its first value, and later has a timer update
// it when the pause is over: in the timer's goroutine, so that training goes on.
func (l *LiveFigure) changed() {
	l.mu.Lock()
	l.dirty = slices.ContainsFunc(l.series, func(s *series) bool { return len(s.xs) > 0 })
	first := l.dirty && !l.shown
	if first {
		l.shown = true
	} else {
		l.schedule()
	}
	l.mu.Unlock()
	if first {
		l.publish()
	}
}

// schedule sets the timer if there is something new and nobody at it; the
// caller holds l.mu.
func (l *LiveFigure) schedule() {
	if l.dirty && !l.busy && l.waiting == nil && l.shown {
		l.waiting = l.clock.After(max(0, l.last.Add(livePause).Sub(l.clock.Now())), l.publish)
	}
}

// Done draws what has not been drawn yet, and returns when that is done.
func (l *LiveFigure) Done() { l.publish() }

// publish shows the figure as it is now, if that is news.
func (l *LiveFigure) publish() {
	l.drawing.Lock()
	defer l.drawing.Unlock()
	l.mu.Lock()
	if l.waiting != nil {
		l.waiting()
		l.waiting = nil
	}
	if !l.dirty {
		l.mu.Unlock()
		return
	}
	l.dirty, l.busy = false, true
	l.mu.Unlock()

	if f := l.Figure(); !l.onPage {
		l.handle, l.onPage = display.Show(f), true
	} else {
		l.handle.Update(f)
	}

	l.mu.Lock()
	l.busy, l.last = false, l.clock.Now()
	l.schedule()
	l.mu.Unlock()
}

// MIMEBundle shows the figure as it is now.
func (l *LiveFigure) MIMEBundle() map[string]any { return l.Figure().MIMEBundle() }

// MIMEMetadata tells the notebook the size to show the image at.
func (l *LiveFigure) MIMEMetadata() map[string]any { return l.Figure().MIMEMetadata() }

// Figure returns the figure as it is now, which later values do not change.
func (l *LiveFigure) Figure() *Figure {
	l.mu.Lock()
	defer l.mu.Unlock()
	var losses, accuracies []*series
	for _, s := range l.series {
		if len(s.xs) == 0 {
			continue
		}
		if s.isAccuracy() {
			accuracies = append(accuracies, s)
		} else {
			losses = append(losses, s)
		}
	}
	var f *Figure
	switch {
	case len(accuracies) == 0:
		f = l.curves("Loss", losses)
	case len(losses) == 0:
		f = l.curves("Accuracy", accuracies)
	default:
		f = Panels(l.curves("Loss", losses), l.curves("Accuracy", accuracies))
	}
	if l.title != "" {
		f.Title(l.title)
	}
	if l.width > 0 {
		f.Size(l.width, l.height)
	}
	f.plot, f.theme = "Live", l.theme
	return f
}

func (s *series) isAccuracy() bool { return strings.Contains(strings.ToLower(s.name), "acc") }

// curves is the figure of some metrics that share an axis.
func (l *LiveFigure) curves(title string, all []*series) *Figure {
	a := &axes{x: axis{label: l.axis, whole: l.axis != ""}, y: axis{pad: .05}}
	f := newFigure("Live", a).Title(title)
	lo, hi, bad := math.Inf(1), 0.0, 0
	for k, s := range all {
		m := &line{xs: slices.Clone(s.xs), ys: slices.Clone(s.ys), name: s.name, value: true, color: k, width: 1.9}
		if s.byBatch && len(s.ys) > 50 { // what single batches say is noisy: pale, with its mean on top
			raw := *m
			raw.name, raw.value, raw.pale, raw.width = "", false, true, 1
			m.ys = runningMean(m.ys, len(m.ys)/40)
			a.marks = append(a.marks, &raw)
		}
		a.marks = append(a.marks, m)
		bad += nonFinite(s.ys)
		for _, y := range s.ys {
			if isFinite(y) {
				lo, hi = math.Min(lo, y), math.Max(hi, y)
			}
		}
	}
	a.notes = []string{left(bad, "gaps")}
	if title == "Accuracy" && hi <= 1 {
		a.y.lo, a.y.hi, a.y.set = math.Max(0, math.Min(lo-.02, .5)), 1, true
	} else {
		a.y.log = lo > 0 && hi > 100*lo
		a.y.zero = true
	}
	for k, s := range all {
		if i := s.best(); i >= 0 {
			note := "best val " + digits(s.ys[i], 3) + " @ " + digits(s.xs[i], 6)
			if i == len(s.ys)-1 {
				note = "" // the label at the end says it
			}
			a.marks = append(a.marks, &spot{s.xs[i], s.ys[i], note, k, slices.Clone(a.marks)})
			break
		}
	}
	return f
}

// best is the index of the best value of a validation metric, or −1: the
// highest accuracy, and the lowest of anything else.
func (s *series) best() int {
	best := -1
	if !strings.HasPrefix(strings.ToLower(s.name), "val") || len(s.ys) < 2 {
		return best
	}
	for i, y := range s.ys {
		if isFinite(y) && (best < 0 || s.isAccuracy() && y > s.ys[best] || !s.isAccuracy() && y < s.ys[best]) {
			best = i
		}
	}
	return best
}

// runningMean is the exponentially weighted mean of the values so far, over a
// window of about n; gaps stay gaps.
func runningMean(ys []float64, n int) []float64 {
	keep := 1 - 2/float64(n+1)
	out := make([]float64, len(ys))
	sum, weight := 0.0, 0.0
	for i, y := range ys {
		out[i] = y
		if isFinite(y) {
			sum, weight = sum*keep+y, weight*keep+1
			out[i] = sum / weight
		}
	}
	return out
}
