package nn

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// dumpedSchedule is the schedule of a case of testdata/schedule.json, and the total
// of steps to give it.
func dumpedSchedule(c dumpCase) (s Schedule, total int) {
	lr := c.number("lr", nan)
	switch name, _, _ := strings.Cut(c.Name, " "); name {
	case "Step":
		return StepDecay{Every: c.whole("step_size", 0), Factor: c.number("gamma", nan)}, 10
	case "Exponential":
		return StepDecay{Every: 1, Factor: c.number("gamma", nan)}, 6
	case "Cosine":
		return Cosine{Floor: c.number("eta_min", 0) / lr}, c.whole("T_max", 0)
	case "Warmup":
		if steps := c.whole("warmup", 0); steps > 0 {
			return WarmUp{Steps: steps, Then: Cosine{}}, c.whole("total_steps", 0)
		}
		return WarmUp{Steps: c.whole("total_iters", 0) + 1, Start: c.number("start_factor", nan)}, 8
	case "OneCycle":
		return OneCycle{
			PctStart: c.number("pct_start", 0), DivFactor: c.number("div_factor", 0), FinalDivFactor: c.number("final_div_factor", 0),
			Linear: c.Settings["anneal_strategy"] == "linear",
		}, c.whole("total_steps", 0)
	}
	return nil, 0
}

func TestSchedulesAgainstPyTorch(t *testing.T) {
	for _, c := range readDump("schedule.json") {
		s, total := dumpedSchedule(c)
		if strings.HasPrefix(c.Name, "ReduceOnPlateau") {
			continue
		}
		if s == nil {
			t.Errorf("%s is of no schedule here", c.Name)
			continue
		}
		base := c.number("max_lr", c.number("lr", nan))
		var rates []float64
		for step := range c.Outputs["lr"].Data {
			rates = append(rates, s.Rate(step, total, base))
		}
		sameTensor(t, c.Name, Vector(rates...), c.Outputs["lr"].tensor())
	}
}

func TestReduceOnPlateauAgainstPyTorch(t *testing.T) {
	n := 0
	for _, c := range readDump("schedule.json") {
		if !strings.HasPrefix(c.Name, "ReduceOnPlateau") {
			continue
		}
		n++
		lr := c.number("lr", nan)
		settings := ReduceOnPlateau{
			Factor: c.number("factor", nan), Patience: c.whole("patience", 0),
			Cooldown: c.whole("cooldown", 0), Floor: c.number("min_lr", 0) / lr,
		}
		if settings.Patience == 0 {
			settings.Patience = -1
		}
		for range 2 { // a training begins anew with the same settings
			s := beginSchedule(WarmUp{Steps: 1, Then: settings})
			var rates []float64
			for _, loss := range c.Inputs["loss"].Data {
				observe(s, map[string]float64{"loss": 99, "val loss": loss})
				rates = append(rates, s.Rate(5, 100, lr))
			}
			sameTensor(t, c.Name, Vector(rates...), c.Outputs["lr"].tensor())
		}
	}
	if n < 3 {
		t.Errorf("only %d cases", n)
	}
}

func TestReduceOnPlateauOfAccuracy(t *testing.T) {
	s := beginSchedule(ReduceOnPlateau{Metric: "accuracy", Patience: -1})
	for i, accuracy := range []float64{0.5, 0.6, 0.6, 0.7, 0.65} {
		observe(s, map[string]float64{"accuracy": accuracy, "loss": 1})
		if want := []float64{1, 1, 0.1, 0.1, 0.01}[i]; math.Abs(s.Rate(0, 1, 1)-want) > 1e-12 {
			t.Errorf("epoch %d: rate %v, want %v", i+1, s.Rate(0, 1, 1), want)
		}
	}
	if r := (ReduceOnPlateau{}).Rate(3, 10, 0.5); r != 0.5 {
		t.Errorf("without metrics the rate is %v", r)
	}
}

// With nothing set, every schedule gives positive rates, none above base, of any
// number of steps.
func TestSchedulesWithDefaults(t *testing.T) {
	for _, s := range []Schedule{StepDecay{}, Cosine{}, WarmUp{}, WarmUp{Then: Cosine{}}, OneCycle{}, OneCycle{Linear: true}, ReduceOnPlateau{}} {
		for _, steps := range []int{0, 1, 2, 3, 10, 100} {
			for i, rate := range Rates(s, 0.5, steps) {
				if !(rate > 0 && rate <= 0.5) {
					t.Errorf("%v: the rate in step %d of %d is %v", s, i, steps, rate)
				}
			}
		}
		if text := fmt.Sprint(s); !strings.HasPrefix(text, fmt.Sprintf("%T", s)[3:]+"{") {
			t.Errorf("%T prints as %s", s, text)
		}
	}
}

func TestScheduleErrors(t *testing.T) {
	for want, f := range map[string]func(){
		"nn: StepDecay: Every -1 and Factor 0 cannot be negative":    func() { Rates(StepDecay{Every: -1}, 1, 3) },
		"nn: Cosine: Floor is a part of the optimiser's learning":    func() { Rates(Cosine{Floor: 2}, 1, 3) },
		"nn: WarmUp: Steps -1 and Start 0 cannot be negative":        func() { Rates(WarmUp{Steps: -1}, 1, 3) },
		"nn: OneCycle: PctStart 1 must lie between 0 and 1":          func() { Rates(OneCycle{PctStart: 1}, 1, 3) },
		`nn: ReduceOnPlateau: ReduceOnPlateau{Metric: "", Factor: 2`: func() { beginSchedule(ReduceOnPlateau{Factor: 2}) },
		`nn: ReduceOnPlateau: there is no metric "f1"; there are loss`: func() {
			observe(beginSchedule(ReduceOnPlateau{Metric: "f1"}), map[string]float64{"loss": 1})
		},
		`nn: EarlyStopping: there is no metric "f1"; there are loss, accuracy`: func() {
			EarlyStopping{Patience: 1, Metric: "f1"}.begin().epoch(map[string]float64{"loss": 1, "accuracy": 1})
		},
		"nn: EarlyStopping: Patience -1 and MinDelta 0 cannot be negative": func() { EarlyStopping{Patience: -1}.begin() },
	} {
		if got := fmt.Sprint(panicOf(f)); !strings.HasPrefix(got, want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestEarlyStopping(t *testing.T) {
	for _, c := range []struct {
		stop    EarlyStopping
		metric  string
		values  []float64
		best    int // the epoch that was the best yet, counted from 1
		stopped int // the epoch with which it stops; 0 if it does not
	}{
		{EarlyStopping{}, "loss", []float64{1, 2, 3, 4, 5}, 0, 0},
		{EarlyStopping{Patience: 2}, "loss", []float64{3, 2, 2.5, 1.9, 2, 1.9, 1}, 4, 6},
		{EarlyStopping{Patience: 2}, "val loss", []float64{3, 2, 1, 0.5}, 4, 0},
		{EarlyStopping{Patience: 2, MinDelta: 0.1}, "loss", []float64{1, 0.95, 0.91, 0.5}, 1, 3},
		{EarlyStopping{Patience: 1, Metric: "accuracy"}, "accuracy", []float64{0.5, 0.6, 0.6}, 2, 3},
	} {
		s, best, stopped := c.stop.begin(), 0, 0
		for i, v := range c.values {
			improved, stop := s.epoch(map[string]float64{c.metric: v})
			if improved {
				best = i + 1
			}
			if stop {
				stopped = i + 1
				break
			}
		}
		if best != c.best || stopped != c.stopped {
			t.Errorf("%+v of %v: best epoch %d, stopped after %d", c.stop, c.values, best, stopped)
		}
	}
}
