// Retrying what may succeed later, with behaviour asked by interface.
package main

import (
	"errors"
	"fmt"
	"time"
)

type temporary interface{ Temporary() bool }

type netError struct {
	code int
}

func (e netError) Error() string   { return fmt.Sprint("status ", e.code) }
func (e netError) Temporary() bool { return e.code >= 500 }

var errGaveUp = errors.New("gave up")

func retry(attempts int, f func(attempt int) error) error {
	wait := time.Microsecond
	var last error
	for i := 1; i <= attempts; i++ {
		err := f(i)
		if err == nil {
			return nil
		}
		var t temporary
		if !errors.As(err, &t) || !t.Temporary() {
			return fmt.Errorf("attempt %d: %w", i, err)
		}
		last = err
		time.Sleep(wait)
		wait *= 2
	}
	return fmt.Errorf("%w after %d attempts: %w", errGaveUp, attempts, last)
}

func main() {
	fmt.Println(retry(5, func(i int) error {
		if i < 3 {
			return netError{503}
		}
		return nil
	}))
	err := retry(3, func(int) error { return netError{500} })
	fmt.Println(err, errors.Is(err, errGaveUp))
	err = retry(3, func(int) error { return fmt.Errorf("get: %w", netError{404}) })
	var n netError
	fmt.Println(err, errors.As(err, &n), n.code)
	fmt.Println(retry(3, func(int) error { return errors.New("plain") }))
}
