package eval

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// A Getter is a [Catalogue] that can add modules to those whose packages cells
// may import.
type Getter interface {
	// Get adds a module, "path" or "path@version", to the go.mod beside the
	// notebook and tells on out what it does.
	Get(ctx context.Context, module string, out io.Writer) error
}

// get is the command %get.
func get(ctx context.Context, s *Session, args []string, streams Streams) error {
	getter, ok := s.catalogue.(Getter)
	switch {
	case len(args) != 1:
		return errors.New("%get takes one module, such as %get github.com/google/uuid@latest")
	case !ok || !s.engine.RunsSource():
		return fmt.Errorf("the %s engine runs only the packages that come with Gradus; the kernel with the ssa engine runs others from their source", s.engine.Name())
	}
	return getter.Get(ctx, args[0], streams.Stdout)
}
