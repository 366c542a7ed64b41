package iter

import (
	"runtime"
	"slices"
	"testing"
	"time"
)

func numbers(done *bool) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		defer func() { *done = true }()
		for i := range 3 {
			if !yield(i) {
				return
			}
		}
	}
}

func TestPull(t *testing.T) {
	var done bool
	next, stop := Pull(numbers(&done))
	var got []int
	for v, ok := next(); ok; v, ok = next() {
		got = append(got, v)
	}
	stop()
	if !slices.Equal(got, []int{0, 1, 2}) || !done {
		t.Errorf("pulled %v, done %v", got, done)
	}
	if v, ok := next(); v != 0 || ok {
		t.Errorf("after the end: %v, %v", v, ok)
	}
}

func TestPullStops(t *testing.T) {
	before := runtime.NumGoroutine()
	var done bool
	next, stop := Pull(numbers(&done))
	next()
	stop()
	stop()
	if _, ok := next(); ok || !done {
		t.Errorf("after stop: %v, done %v", ok, done)
	}
	next, stop = Pull(numbers(&done))
	stop() // before it has begun
	if _, ok := next(); ok {
		t.Error("a stopped iterator goes on")
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

func TestPullPanics(t *testing.T) {
	next, stop := Pull(func(yield func(int) bool) {
		yield(1)
		panic("inside")
	})
	next()
	func() {
		defer func() {
			if r := recover(); r != "inside" {
				t.Errorf("recovered %v", r)
			}
		}()
		next()
	}()
	if _, ok := next(); ok {
		t.Error("it goes on after its panic")
	}
	stop()
}

func TestPull2(t *testing.T) {
	next, stop := Pull2(slices.All([]string{"a", "b"}))
	defer stop()
	for i, want := range []string{"a", "b"} {
		if k, v, ok := next(); k != i || v != want || !ok {
			t.Errorf("%v %v %v", k, v, ok)
		}
	}
	if _, _, ok := next(); ok {
		t.Error("it goes on after the end")
	}
}
