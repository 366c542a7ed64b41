package eval

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"gradus/kernel/eval/quota"
)

// LimitMemory sets how much the process may use: a cell that would use more
// ends with an error. Without it there is no limit.
func (s *Session) LimitMemory(l quota.Limit) {
	s.running.Lock()
	defer s.running.Unlock()
	s.limit = l
	if e, ok := s.engine.(interface{ LimitMemory(quota.Limit) }); ok {
		e.LimitMemory(l)
	}
	if l > 0 {
		debug.SetMemoryLimit(int64(l / 10 * 9)) // so that garbage alone does not reach it
	}
}

// run runs a cell as long as there is memory for it.
func (s *Session) run(ctx context.Context, code Program, streams Streams) ([]any, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stop := s.limit.Watch(cancel)
	values, err := code.Run(ctx, streams)
	stop()
	var tooMuch *quota.Exceeded
	if err != nil && errors.As(context.Cause(ctx), &tooMuch) {
		err = tooMuch
	}
	return values, err
}

// pause is how long a session is idle before it looks for memory that the
// system can have back. Go's own collector does so only when something runs.
const pause = time.Second

// settle gives back what the last cells left as garbage, once no cell has run
// for a while.
func (s *Session) settle() {
	if s.rest == nil {
		s.rest = time.AfterFunc(pause, func() {
			if s.running.TryLock() {
				defer s.running.Unlock()
				s.held = quota.Return(s.held)
			}
		})
		return
	}
	s.rest.Reset(pause)
}
