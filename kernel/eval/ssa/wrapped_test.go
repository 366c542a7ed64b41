package ssa

import (
	"reflect"
	"runtime"
	"testing"
	"time"
)

type valueHolder struct{ IValue any }

// A value has one wrapper as long as somebody has it, and none is kept.
func TestWrappersAreKeptWhileInUse(t *testing.T) {
	var m madeWrappers
	wrapper, pointer, number := reflect.TypeFor[valueHolder](), &typ{}, &typ{}
	count := func() int {
		m.mu.Lock()
		defer m.mu.Unlock()
		return len(m.known)
	}
	x, y := new(int), new(int)
	a := m.wrap(boxed{pointer, x}, wrapper).Interface()
	if b := m.wrap(boxed{pointer, x}, wrapper).Interface(); a != b {
		t.Error("two wrappers of one pointer")
	}
	if b := m.wrap(boxed{pointer, y}, wrapper).Interface(); a == b {
		t.Error("one wrapper of two pointers")
	}
	one := m.wrap(boxed{number, 1}, wrapper).Interface()
	if m.wrap(boxed{number, 1}, wrapper).Interface() != one || m.wrap(boxed{pointer, 1}, wrapper).Interface() == one {
		t.Error("wrappers of values are not equal when the values are")
	}
	if s := []int{1}; m.wrap(boxed{number, s}, wrapper).Interface() == m.wrap(boxed{number, s}, wrapper).Interface() {
		t.Error("values that can't be compared have one wrapper")
	}
	for range 1000 {
		m.wrap(boxed{pointer, new(int)}, wrapper)
	}
	for deadline := time.Now().Add(10 * time.Second); count() > 2; runtime.GC() {
		if time.Now().After(deadline) {
			t.Fatalf("%d wrappers are kept", count())
		}
	}
	runtime.KeepAlive(a)
	runtime.KeepAlive(one)
}
