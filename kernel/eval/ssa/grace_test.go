package ssa

import "testing"

// What a stack's state says of its goroutine.
func TestComputing(t *testing.T) {
	const self = "goroutine 1 [running]:\nmain.main()"
	for _, c := range []struct {
		others string
		want   bool
	}{
		{"", false},
		{"\n\ngoroutine 2 [IO wait]:\nnet.read()\n", false},
		{"\n\ngoroutine 2 [sync.Mutex.Lock, 2 minutes]:\nsync.lock()\n\ngoroutine 3 [running]:\ngradus/kernel/eval/ssa.hot(0x1)\n", false},
		{"\n\ngoroutine 2 [sync.WaitGroup.Wait]:\nnn.fit()\n\ngoroutine 3 [runnable]:\nnn.multiply()\n", true},
		{"\n\ngoroutine 2 [GC assist wait]:\nfmt.Sprint()\n", true},
	} {
		if got := computing([]byte(self + c.others)); got != c.want {
			t.Errorf("%q: %v", c.others, got)
		}
	}
}
