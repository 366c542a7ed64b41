package serve

import (
	"fmt"
	"io"
	"log/slog"
	"sync"

	"gradus/nn"
)

// monitor compares the last samples, a sliding window, with those that the model
// was trained with.
type monitor struct {
	reference *nn.Reference
	alarm     float64 // the PSI above which it is raised
	log       *slog.Logger

	mu     sync.Mutex
	window [][]uint8 // the bins of the features of each sample; a ring
	next   int       // where the next sample goes
	seen   int       // samples in the window
	counts [][]int   // of each feature, the samples of the window in each bin
	since  int       // samples since the score was computed
	score  float64   // the largest PSI of any feature
	worst  string    // that feature
	raised bool
}

// minSamples is how many samples are needed for a score: below, chance moves it
// more than drift.
const minSamples = 200

// newMonitor watches nothing without a reference.
func newMonitor(r *nn.Reference, window int, alarm float64, log *slog.Logger) *monitor {
	m := &monitor{reference: r, alarm: alarm, log: log}
	if r == nil {
		return m
	}
	m.window = make([][]uint8, max(window, minSamples))
	for _, f := range r.Features {
		m.counts = append(m.counts, make([]int, len(f.Counts)))
	}
	return m
}

// add takes a batch of samples into the window.
func (m *monitor) add(data []float32, samples int) {
	if m.reference == nil {
		return
	}
	width := len(data) / samples
	sample := make([]float64, width)
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range samples {
		for j, v := range data[i*width : (i+1)*width] {
			sample[j] = float64(v)
		}
		m.addBins(m.reference.Bins(sample))
	}
	if m.since += samples; m.seen >= minSamples && m.since >= minSamples/10 {
		m.since = 0
		m.judge()
	}
}

func (m *monitor) addBins(bins []int) {
	slot := m.window[m.next]
	if slot == nil {
		slot = make([]uint8, len(bins))
		m.window[m.next] = slot
		m.seen++
	} else {
		for j, bin := range slot {
			m.counts[j][bin]--
		}
	}
	for j, bin := range bins {
		slot[j] = uint8(bin)
		m.counts[j][bin]++
	}
	m.next = (m.next + 1) % len(m.window)
}

// judge computes the score, and raises the alarm or ends it.
func (m *monitor) judge() {
	m.score = 0
	for j := range m.counts {
		f := &m.reference.Features[j]
		if psi := f.PSI(m.counts[j]); psi > m.score {
			m.score, m.worst = psi, f.Name
		}
	}
	switch above := m.score > m.alarm; {
	case above && !m.raised:
		m.log.Warn("the inputs drift away from the training data", "psi", m.score, "feature", m.worst, "samples", m.seen)
		m.raised = true
	case !above && m.raised:
		m.log.Info("the inputs are like the training data again", "psi", m.score, "samples", m.seen)
		m.raised = false
	}
}

// write writes the drift's metrics, if there is something to compare with.
func (m *monitor) write(w io.Writer) {
	if m.reference == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	raised := 0
	if m.raised {
		raised = 1
	}
	describe(w, "gradus_drift_samples", "gauge", "Samples in the window that is compared with the training data.")
	fmt.Fprintf(w, "gradus_drift_samples %d\n", m.seen)
	describe(w, "gradus_drift_score", "gauge", "Largest population stability index of any feature: below 0.1 no drift, above 0.25 much.")
	fmt.Fprintf(w, "gradus_drift_score %v\n", m.score)
	describe(w, "gradus_drift_alarm", "gauge", "1 while the score is above the limit.")
	fmt.Fprintf(w, "gradus_drift_alarm %d\n", raised)
}
