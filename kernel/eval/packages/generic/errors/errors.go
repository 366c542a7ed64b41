// Package errors has the generic function of package errors: Go's own looks at
// compiled types only.
package errors

import "errors"

// AsType is errors.AsType.
func AsType[E error](err error) (E, bool) {
	var target E
	ok := errors.As(err, &target)
	return target, ok
}
