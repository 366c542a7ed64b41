package quota_test

import (
	"errors"
	"strings"
	"testing"

	"gradus/kernel/eval/quota"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]quota.Limit{"4GB": 4 << 30, " 500 mb": 500 << 20, "1.5GB": 3 << 29, "100B": 100, "off": 0} {
		if got, err := quota.Parse(text); got != want || err != nil {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "4", "GB", "-1GB", "NaNGB", "1e30TB", "4 GiB"} {
		if got, err := quota.Parse(text); err == nil || !strings.Contains(err.Error(), "4GB") {
			t.Errorf("%q is %d, %v", text, got, err)
		}
	}
}

func TestFromEnvironment(t *testing.T) {
	t.Setenv(quota.Variable, "much")
	if _, err := quota.FromEnvironment(); err == nil || !strings.Contains(err.Error(), "GRADUS_MEMORY=much") {
		t.Error(err)
	}
	t.Setenv(quota.Variable, "2GB")
	if l, err := quota.FromEnvironment(); l != 2<<30 || err != nil {
		t.Error(l, err)
	}
	t.Setenv(quota.Variable, "")
	if l, err := quota.FromEnvironment(); err != nil || l != 0 && l < 100<<20 {
		t.Errorf("this machine's limit is %d, %v", l, err)
	}
}

func TestCheck(t *testing.T) {
	l := quota.Limit(1 << 30)
	if err := l.Check(100 << 20); err != nil {
		t.Error(err)
	}
	for _, n := range []uint64{2 << 30, 1<<64 - 1} {
		var e *quota.Exceeded
		if err := l.Check(n); !errors.As(err, &e) || e.Asked != n || !strings.Contains(err.Error(), "the limit is 1 GB") {
			t.Error(err)
		}
	}
	if err := quota.Limit(0).Check(1 << 60); err != nil {
		t.Error(err)
	}
}

// What is in use before, and garbage, end nothing; what grows does.
func TestWatch(t *testing.T) {
	held := make([]byte, 200<<20)
	const limit = quota.Limit(100 << 20)
	ended := make(chan error, 1)
	stop := limit.Watch(func(err error) { ended <- err })
	var data [][]byte
	for len(ended) == 0 && len(data) < 10_000 {
		data = append(data, make([]byte, 1<<20))
		for i := range data[len(data)-1] {
			data[len(data)-1][i] = 1
		}
	}
	if len(ended) == 0 {
		t.Fatal("10 GB were allowed")
	}
	stop()
	var e *quota.Exceeded
	if err := <-ended; !errors.As(err, &e) || !strings.Contains(err.Error(), "the limit is 100 MB") {
		t.Error(err)
	}
	held[0] = data[0][0]
}
