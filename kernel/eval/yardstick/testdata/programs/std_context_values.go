// Keys of one's own types: in contexts, in sync.Map, as errors to look for.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
)

// traceKey is unexported, so that nobody else can have the same key.
type traceKey struct{}

type feature string

func withTrace(ctx context.Context, id int) context.Context {
	return context.WithValue(ctx, traceKey{}, id)
}

func trace(ctx context.Context) (int, bool) {
	id, ok := ctx.Value(traceKey{}).(int)
	return id, ok
}

// Expired is the cause of a cancelled context.
type Expired struct{ What string }

func (e Expired) Error() string { return e.What + " expired" }

type point struct{ x, y int }

type upper struct{ io.Reader }

func (u *upper) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	copy(p, strings.ToUpper(string(p[:n])))
	return n, err
}

func main() {
	ctx := withTrace(context.Background(), 7)
	ctx = context.WithValue(ctx, feature("beta"), true)
	ctx, cancel := context.WithCancelCause(ctx)
	fmt.Println(trace(ctx))
	fmt.Println(trace(context.Background()))
	fmt.Println(ctx.Value(feature("beta")), ctx.Value("beta"), ctx.Value(feature("gamma")))
	cancel(Expired{"token"})
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx), errors.Is(context.Cause(ctx), Expired{"token"}), errors.Is(context.Cause(ctx), Expired{"key"}))
	var e Expired
	fmt.Println(errors.As(fmt.Errorf("login: %w", context.Cause(ctx)), &e), e.What)

	var seen sync.Map
	for _, p := range []point{{1, 2}, {3, 4}, {1, 2}} {
		n, again := seen.LoadOrStore(p, new(atomic.Int32))
		fmt.Println(p, n.(*atomic.Int32).Add(1), again)
	}
	_, ok := seen.Load(point{3, 5})
	fmt.Println(ok)

	byError := map[error]int{Expired{"a"}: 1, io.EOF: 2}
	fmt.Println(byError[Expired{"a"}], byError[Expired{"b"}], byError[io.EOF])
	u := &upper{strings.NewReader("shout")}
	names := map[io.Reader]string{u: "upper"}
	limited := &io.LimitedReader{R: u, N: 3}
	fmt.Println(names[limited.R], limited.R == io.Reader(u))
	text, err := io.ReadAll(limited)
	fmt.Println(string(text), err)

	var current atomic.Value
	current.Store(point{1, 1})
	fmt.Println(current.CompareAndSwap(point{1, 1}, point{2, 2}), current.Load())
	defer func() { fmt.Println(recover()) }()
	current.Store(feature("other"))
}
