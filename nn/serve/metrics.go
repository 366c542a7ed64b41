package serve

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// metrics counts what the server does, for GET /metrics.
type metrics struct {
	mu       sync.Mutex
	requests map[request]int
	seconds  histogram // of predictions, from the first byte read to the last written
	samples  histogram // in a request
	classes  []int     // predictions of each class
	inFlight int
}

type request struct {
	path string
	code int
}

func newMetrics() *metrics {
	return &metrics{
		requests: map[request]int{},
		seconds:  newHistogram(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
		samples:  newHistogram(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024),
	}
}

// begin counts a request that is being answered, and refuses one too many.
func (m *metrics) begin(limit int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.inFlight >= limit {
		return false
	}
	m.inFlight++
	return true
}

func (m *metrics) end() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.inFlight--
}

func (m *metrics) answered(path string, code int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.requests[request{path, code}]++
}

// predicted counts an answer to n samples of these classes, if they have any.
func (m *metrics) predicted(n int, classes []int, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.samples.observe(float64(n))
	m.seconds.observe(took.Seconds())
	for _, c := range classes {
		if c >= len(m.classes) {
			m.classes = append(m.classes, make([]int, c+1-len(m.classes))...)
		}
		m.classes[c]++
	}
}

// write writes the metrics in Prometheus's text format, version 0.0.4:
// https://prometheus.io/docs/instrumenting/exposition_formats.
func (m *metrics) write(w io.Writer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	describe(w, "gradus_requests_total", "counter", "Requests answered, by path and HTTP status.")
	keys := make([]request, 0, len(m.requests))
	for key := range m.requests {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b request) int {
		if a.path != b.path {
			return strings.Compare(a.path, b.path)
		}
		return a.code - b.code
	})
	for _, key := range keys {
		fmt.Fprintf(w, "gradus_requests_total{path=%q,code=\"%d\"} %d\n", key.path, key.code, m.requests[key])
	}
	describe(w, "gradus_in_flight", "gauge", "Predictions being made.")
	fmt.Fprintf(w, "gradus_in_flight %d\n", m.inFlight)
	m.seconds.write(w, "gradus_predict_seconds", "Time a prediction takes, from reading the body to writing the answer.")
	m.samples.write(w, "gradus_batch_size", "Samples in a request.")
	if len(m.classes) > 0 {
		describe(w, "gradus_predictions_total", "counter", "Samples predicted to be of each class.")
		for c, n := range m.classes {
			fmt.Fprintf(w, "gradus_predictions_total{class=\"%d\"} %d\n", c, n)
		}
	}
}

func describe(w io.Writer, name, kind, help string) {
	fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

// histogram counts values below bounds.
type histogram struct {
	bounds []float64
	counts []int // one more than bounds
	sum    float64
}

func newHistogram(bounds ...float64) histogram {
	return histogram{bounds: bounds, counts: make([]int, len(bounds)+1)}
}

func (h *histogram) observe(v float64) {
	i, _ := slices.BinarySearch(h.bounds, v)
	h.counts[i]++
	h.sum += v
}

// write writes the counts of all values up to each bound, as the format wants.
func (h *histogram) write(w io.Writer, name, help string) {
	describe(w, name, "histogram", help)
	total := 0
	for i, n := range h.counts {
		total += n
		bound := "+Inf"
		if i < len(h.bounds) {
			bound = strconv.FormatFloat(h.bounds[i], 'g', -1, 64)
		}
		fmt.Fprintf(w, "%s_bucket{le=%q} %d\n", name, bound, total)
	}
	fmt.Fprintf(w, "%s_sum %v\n%s_count %d\n", name, h.sum, name, total)
}
