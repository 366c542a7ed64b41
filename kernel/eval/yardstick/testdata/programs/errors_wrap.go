// Wrapped errors, found again by Is and As.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
)

var ErrEmpty = errors.New("empty value")

type FieldError struct {
	Field string
	Err   error
}

func (e *FieldError) Error() string { return "field " + e.Field + ": " + e.Err.Error() }
func (e *FieldError) Unwrap() error { return e.Err }

func parse(field, value string) (int, error) {
	if value == "" {
		return 0, &FieldError{field, ErrEmpty}
	}
	n, err := strconv.Atoi(value)
	if err != nil {
		return 0, &FieldError{field, err}
	}
	return n, nil
}

func load(values map[string]string) error {
	for _, field := range []string{"width", "height"} {
		if _, err := parse(field, values[field]); err != nil {
			return fmt.Errorf("load: %w", err)
		}
	}
	return nil
}

func main() {
	for _, values := range []map[string]string{
		{"width": "3", "height": "4"},
		{"width": "3"},
		{"width": "x", "height": "4"},
	} {
		err := load(values)
		fmt.Println(err)
		var field *FieldError
		var number *strconv.NumError
		if errors.As(err, &field) {
			fmt.Println("  in", field.Field, errors.Is(err, ErrEmpty), errors.As(err, &number))
		}
		if number != nil {
			fmt.Println("  ", number.Func, number.Num, number.Err == strconv.ErrSyntax)
		}
	}
	_, err := os.Open("no/such/file")
	fmt.Println(errors.Is(err, fs.ErrNotExist), errors.Unwrap(errors.Unwrap(err)))
}
