package nn

import "fmt"

// wholeBatch is how many samples FitLBFGS sends forward together.
const wholeBatch = 1024

// FitLBFGS trains the model on all samples at once, with LBFGS: the choice for a
// small model and little data, such as a regression. Layers that draw random numbers,
// as Dropout, make the loss another function in every pass and do not go with it.
//
// It returns the loss of every iteration, also together with an error: when the
// context was cancelled, when the loss is not finite at the start, or when shapes or
// labels do not fit.
func (m *Model) FitLBFGS(train Dataset, loss LossFunc, cfg LBFGSConfig) (history *History, err error) {
	cfg = cfg.withDefaults()
	fit := FitConfig{Loss: loss, Context: cfg.Context}.withDefaults()
	if err := m.checkFit(train, fit); err != nil {
		return &History{}, err
	}
	t := &trainer{model: m, cfg: fit}
	at, show := 1, cfg.OnIteration
	cfg.OnIteration = func(iteration int, metrics map[string]float64) {
		at = iteration + 1
		if show != nil {
			show(iteration, metrics)
		}
	}
	defer func() {
		if p := recover(); p != nil {
			history, err = &History{}, asError(p, fmt.Sprintf("in iteration %d", at))
		}
	}()
	if err := t.start(train); err != nil {
		return &History{}, err
	}
	all := make([]int, train.Len())
	for i := range all {
		all[i] = i
	}
	return minimize(m.Params(), cfg, func() (sum float64) {
		for lo := 0; lo < len(all); lo += wholeBatch {
			batch := all[lo:min(lo+wholeBatch, len(all))]
			share := float64(len(batch)) / float64(len(all))
			t.memory.reset()
			l, _ := t.backward(t.memory, &t.task, batch, share)
			sum += share * l
		}
		return sum
	})
}
