package nn

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
)

// trainer is a training under way.
type trainer struct {
	model   *Model
	cfg     FitConfig
	history *History

	params     []*Tensor
	train      source
	validation Dataset
	task       task

	epoch   int // counted from 1
	step    int // counted from 1, over all epochs
	inEpoch bool
	order   []int       // of the samples in this epoch
	saw     atomic.Bool // the shape of the samples is noted

	memory   *arena   // of a step; nil if the model may keep tensors
	shards   []*shard // the parts of a batch, if it is cut
	sharded  shardStep
	private  *privateTraining // nil without Privacy
	rate     rate             // of learning
	stopper  *stopper
	enough   bool // EarlyStopping ends the training
	best     snapshot
	progress progress
}

// start prepares everything that is known before the first step.
func (t *trainer) start(train Dataset) error {
	if err := t.chooseLoss(); err != nil {
		return err
	}
	t.params = t.model.Params()
	t.validation = t.cfg.Validation
	if share := t.cfg.ValidationSplit; share > 0 {
		train, t.validation = holdOut(train, share, t.cfg.Seed)
		if train.Len() == 0 || t.validation.Len() == 0 {
			return fmt.Errorf("nn: Fit: ValidationSplit %v of so few samples leaves nothing on one side", share)
		}
	}
	t.train = newSource(train, t.params[0].DType())
	t.task = task{model: t.model, loss: t.cfg.Loss}
	if keepsNoTensor(t.model) {
		t.memory = &arena{}
	}
	t.order = make([]int, train.Len())
	t.best = snapshot{tensors: append(t.model.Params(), t.model.Buffers()...)}
	t.stopper = t.cfg.EarlyStopping.begin()
	if err := t.startRate(); err != nil {
		return err
	}
	if err := t.resume(); err != nil {
		return err
	}
	t.progress = newProgress(t.cfg, train.Len(), t.epoch+1)
	if err := t.startPrivacy(); err != nil {
		return err
	}
	return t.startShards()
}

// chooseLoss checks that the loss fits the model, and gives it the ClassWeights.
func (t *trainer) chooseLoss() error {
	if t.cfg.ClassWeights != nil {
		if !sameFunc(t.cfg.Loss, CrossEntropy) {
			return errors.New("nn: Fit: ClassWeights belong to CrossEntropy; another loss must weigh by itself")
		}
		t.cfg.Loss = CrossEntropyWith(CrossEntropyConfig{ClassWeights: t.cfg.ClassWeights})
	}
	return t.model.checkLoss(t.cfg.Loss)
}

// shuffle draws the order of the samples in this epoch: a function of the seed and
// the number of the epoch.
func (t *trainer) shuffle() {
	for i := range t.order {
		t.order[i] = i
	}
	r := rand.New(rand.NewPCG(uint64(t.cfg.Seed), uint64(t.epoch)))
	r.Shuffle(len(t.order), func(i, j int) { t.order[i], t.order[j] = t.order[j], t.order[i] })
	startEpoch(t.train.dataset, t.epoch, t.order, t.cfg.BatchSize)
}

// endEpoch evaluates, and reports the metrics of the epoch.
func (t *trainer) endEpoch(sum tally) error {
	metrics := sum.metrics("")
	if t.validation != nil {
		val, err := t.model.evaluate(t.cfg.Context, t.validation, t.cfg.Loss, t.memory)
		if err != nil {
			return err
		}
		for name, v := range val.metrics("val ") {
			metrics[name] = v
		}
	}
	if t.private != nil {
		metrics["epsilon"] = t.private.epsilon()
	}
	t.history.Metrics = append(t.history.Metrics, metrics)
	if improved := t.judge(metrics); improved || t.stopper.Patience == 0 {
		t.best.offer(metrics, t.validation != nil, improved)
	}
	t.progress.epoch(metrics)
	if err := t.saveCheckpoint(); err != nil {
		return err
	}
	if t.cfg.OnEpoch != nil {
		t.cfg.OnEpoch(t.epoch, metrics)
	}
	return nil
}

// judge shows the metrics of an epoch to what decides by them: the schedule and
// EarlyStopping, which says whether they are the best yet.
func (t *trainer) judge(metrics map[string]float64) (improved bool) {
	observe(t.rate.schedule, metrics)
	improved, t.enough = t.stopper.epoch(metrics)
	return improved
}

// where says how far the training has come.
func (t *trainer) where() string {
	switch {
	case t.inEpoch:
		return fmt.Sprintf("in epoch %d, step %d", t.epoch, t.step)
	case t.epoch > 0:
		return fmt.Sprintf("after epoch %d", t.epoch)
	}
	return "before the first epoch"
}
