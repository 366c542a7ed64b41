// Cancelling work by context: deadline, cancel, value, cause.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key struct{}

func train(ctx context.Context, epochs int) (done int, err error) {
	for done < epochs {
		select {
		case <-ctx.Done():
			return done, context.Cause(ctx)
		default:
			done++
		}
		if stop, ok := ctx.Value(key{}).(func(int)); ok {
			stop(done)
		}
	}
	return done, nil
}

func main() {
	fmt.Println(train(context.Background(), 5))

	ctx, cancel := context.WithCancelCause(context.Background())
	early := errors.New("loss is low enough")
	ctx = context.WithValue(ctx, key{}, func(epoch int) {
		if epoch == 3 {
			cancel(early)
		}
	})
	done, err := train(ctx, 10)
	fmt.Println(done, err, errors.Is(err, early), ctx.Err())

	short, stop := context.WithTimeout(context.Background(), time.Millisecond)
	defer stop()
	<-short.Done()
	fmt.Println(short.Err(), errors.Is(short.Err(), context.DeadlineExceeded))
	_, err = train(short, 3)
	fmt.Println(err)

	child, stopChild := context.WithCancel(ctx)
	defer stopChild()
	fmt.Println(child.Err(), context.Cause(child))
	ran := make(chan bool)
	context.AfterFunc(child, func() { ran <- true })
	fmt.Println(<-ran)
}
