// A group of goroutines that keeps the first error, written by hand.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

type Group struct {
	wg     sync.WaitGroup
	once   sync.Once
	err    error
	cancel context.CancelFunc
}

func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	return &Group{cancel: cancel}, ctx
}

func (g *Group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				g.cancel()
			})
		}
	}()
}

func (g *Group) Wait() error {
	g.wg.Wait()
	g.cancel()
	return g.err
}

func main() {
	g, ctx := WithContext(context.Background())
	fetched := make([]string, 3)
	for i, name := range []string{"a", "b", "c"} {
		g.Go(func() error {
			fetched[i] = name + name
			return nil
		})
	}
	fmt.Println(g.Wait(), fetched, ctx.Err())

	g, ctx = WithContext(context.Background())
	broken := errors.New("disk is full")
	g.Go(func() error { return broken })
	for range 2 {
		g.Go(func() error {
			<-ctx.Done()
			return ctx.Err()
		})
	}
	err := g.Wait()
	fmt.Println(err, err == broken)
}
