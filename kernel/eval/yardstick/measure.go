package yardstick

import (
	"runtime"
	"sync"
)

// Measure runs programs on an engine, as many at a time as there are
// processors, and returns their verdicts in the same order.
func (r *Runner) Measure(engine string, programs []Program) ([]Verdict, error) {
	verdicts, errs := make([]Verdict, len(programs)), make([]error, len(programs))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				p := programs[i]
				var o Outcome
				if o, errs[i] = r.Run(engine, p.File, p.Timeout, p.Merged); errs[i] == nil {
					verdicts[i] = judge(p, o)
				}
			}
		})
	}
	for i := range programs {
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return verdicts, nil
}
