package workers

import (
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// procs sets GOMAXPROCS for one test.
func procs(t testing.TB, n int) {
	before := runtime.GOMAXPROCS(n)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
}

// tally counts how often each iteration ran.
type tally struct {
	ran []atomic.Int32
	do  func(i int)
}

func (c *tally) Run(i int) {
	c.ran[i].Add(1)
	if c.do != nil {
		c.do(i)
	}
}

func (c *tally) check(t *testing.T) {
	t.Helper()
	for i := range c.ran {
		if n := c.ran[i].Load(); n != 1 {
			t.Fatalf("of %d iterations, number %d ran %d times", len(c.ran), i, n)
		}
	}
}

func TestEveryIterationRunsOnce(t *testing.T) {
	for _, p := range []int{1, 2, 3, 8} {
		procs(t, p)
		for range 300 {
			for _, n := range []int{0, 1, 2, 3, 17, 1000} {
				c := &tally{ran: make([]atomic.Int32, n)}
				Do(n, c)
				c.check(t)
			}
		}
	}
}

func TestWorkersThatSlept(t *testing.T) {
	procs(t, 4)
	for range 30 {
		c := &tally{ran: make([]atomic.Int32, 50)}
		Do(50, c)
		c.check(t)
		time.Sleep(time.Millisecond)
	}
}

// More than one goroutine takes part: each of two iterations waits for the
// other to begin.
func TestIterationsOverlap(t *testing.T) {
	procs(t, 2)
	var begun atomic.Int32
	c := &tally{ran: make([]atomic.Int32, 2), do: func(int) {
		begun.Add(1)
		for begun.Load() < 2 {
			runtime.Gosched()
		}
	}}
	Do(2, c)
	c.check(t)
}

func TestNestedAndConcurrent(t *testing.T) {
	procs(t, 4)
	const loops, n, m = 8, 20, 30
	done := make(chan *tally)
	for range loops {
		go func() {
			inner := &tally{ran: make([]atomic.Int32, n*m)}
			outer := &tally{ran: make([]atomic.Int32, n)}
			outer.do = func(i int) {
				Do(m, &part{inner, i * m})
			}
			Do(n, outer)
			done <- outer
			done <- inner
		}()
	}
	for range 2 * loops {
		(<-done).check(t)
	}
}

type part struct {
	*tally
	from int
}

func (p *part) Run(i int) { p.tally.Run(p.from + i) }

func TestPanicReachesTheCaller(t *testing.T) {
	procs(t, 3)
	type oops struct{ i int }
	for _, bad := range []int{0, 7, 99} {
		for range 50 {
			c := &tally{ran: make([]atomic.Int32, 100), do: func(i int) {
				if i == bad {
					panic(oops{i})
				}
			}}
			func() {
				defer func() {
					if r := recover(); r != (oops{bad}) {
						t.Errorf("recovered %v, want %v", r, oops{bad})
					}
				}()
				Do(100, c)
			}()
			for i := range c.ran {
				if c.ran[i].Load() > 1 {
					t.Errorf("iteration %d ran %d times", i, c.ran[i].Load())
				}
			}
			good := &tally{ran: make([]atomic.Int32, 100)} // and the pool is as before
			Do(100, good)
			good.check(t)
		}
	}
}

func TestDoAllocatesNothing(t *testing.T) {
	procs(t, 2)
	c := &tally{ran: make([]atomic.Int32, 8)}
	Do(8, c)
	var before, after runtime.MemStats // testing.AllocsPerRun has GOMAXPROCS=1
	runtime.ReadMemStats(&before)
	for range 1000 {
		Do(8, c)
	}
	runtime.ReadMemStats(&after)
	if n := after.Mallocs - before.Mallocs; n > 100 {
		t.Errorf("%d allocations in 1000 Dos", n)
	}
}

// Idle workers go to sleep: the process then uses (next to) no time.
func TestIdleWorkersSleep(t *testing.T) {
	procs(t, 4)
	c := &tally{ran: make([]atomic.Int32, 8)}
	Do(8, c)
	for range 1000 {
		if int(sleepers.Load()) == started {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("%d of %d workers sleep a second after the last Do", sleepers.Load(), started)
}

func TestGoexitIsAPanic(t *testing.T) {
	procs(t, 3)
	for range 50 {
		c := &tally{ran: make([]atomic.Int32, 100), do: func(int) { runtime.Goexit() }}
		ended := make(chan bool)
		go func() {
			defer func() { ended <- recover() != nil }()
			Do(100, c)
		}()
		if !<-ended {
			t.Fatal("Do gave no sign that Run did not return")
		}
	}
}

type nothing struct{}

func (*nothing) Run(int) {}

// BenchmarkDo is what sharing an empty loop costs: with workers that poll,
// and with workers that have to be woken.
func BenchmarkDo(b *testing.B) {
	b.Run("awake", func(b *testing.B) {
		for b.Loop() {
			Do(2, &nothing{})
		}
	})
	b.Run("asleep", func(b *testing.B) {
		var inDo time.Duration
		for b.Loop() {
			time.Sleep(300 * time.Microsecond)
			start := time.Now()
			Do(2, &nothing{})
			inDo += time.Since(start)
		}
		b.ReportMetric(float64(inDo.Nanoseconds())/float64(b.N), "ns/Do")
	})
}
