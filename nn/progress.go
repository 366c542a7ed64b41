package nn

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// progress prints how far an epoch has come, at most some times a second, as Keras
// does:
//
//	Epoch 3/10 ━━━━━━━━━━━━━━━━━━━━ 1437/1437 0.4s  loss 0.1203  accuracy 0.9701
type progress struct {
	out        io.Writer // nil: say nothing
	epochs     int
	samples    int
	number     int // of the epoch
	start      time.Time
	last       time.Time
	unfinished bool // the line has not ended yet
}

const (
	progressWidth    = 20
	progressInterval = 200 * time.Millisecond
)

func newProgress(cfg FitConfig, samples, epoch int) progress {
	p := progress{epochs: cfg.Epochs, samples: samples, number: epoch, start: time.Now()}
	if cfg.Progress {
		p.out = os.Stdout
	}
	return p
}

// batch reports that so many samples of the epoch were used.
func (p *progress) batch(done int, sum *tally) {
	if p.out == nil || time.Since(p.last) < progressInterval {
		return
	}
	p.last = time.Now()
	p.line(done, sum.metrics(""))
	p.unfinished = true
}

// epoch reports the end of an epoch.
func (p *progress) epoch(metrics map[string]float64) {
	if p.out == nil {
		return
	}
	p.line(p.samples, metrics)
	p.newline()
	p.number++
	p.start = time.Now()
}

func (p *progress) line(done int, metrics map[string]float64) {
	full := progressWidth * done / max(p.samples, 1)
	var s strings.Builder
	fmt.Fprintf(&s, "\rEpoch %d/%d %s%s %d/%d %.1fs", p.number, p.epochs,
		strings.Repeat("━", full), strings.Repeat("─", progressWidth-full), done, p.samples, time.Since(p.start).Seconds())
	for _, name := range metricNames(metrics) {
		fmt.Fprintf(&s, "  %s %.4f", name, metrics[name])
	}
	fmt.Fprint(p.out, s.String())
}

// end ends a line that is not complete.
func (p *progress) end() {
	if p.unfinished {
		p.newline()
	}
}

func (p *progress) newline() {
	fmt.Fprintln(p.out)
	p.unfinished = false
}
