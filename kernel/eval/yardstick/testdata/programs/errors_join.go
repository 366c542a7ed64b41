// Several errors at once: errors.Join and multiple %w.
package main

import (
	"errors"
	"fmt"
	"strings"
)

type Account struct {
	Name, Email string
	Age         int
}

var (
	ErrName  = errors.New("name is missing")
	ErrEmail = errors.New("email has no @")
)

type AgeError int

func (a AgeError) Error() string { return fmt.Sprintf("age %d is out of range", int(a)) }

func (a Account) Validate() error {
	var errs []error
	if a.Name == "" {
		errs = append(errs, ErrName)
	}
	if !strings.Contains(a.Email, "@") {
		errs = append(errs, ErrEmail)
	}
	if a.Age < 0 || a.Age > 150 {
		errs = append(errs, AgeError(a.Age))
	}
	return errors.Join(errs...)
}

func main() {
	for _, a := range []Account{{"Ada", "ada@example.org", 36}, {"", "nobody", 200}, {"Bob", "bob", 5}} {
		err := a.Validate()
		if err == nil {
			fmt.Println(a.Name, "is valid")
			continue
		}
		fmt.Printf("%+v:\n  %s\n", a, strings.ReplaceAll(err.Error(), "\n", "\n  "))
		var age AgeError
		fmt.Println(errors.Is(err, ErrName), errors.Is(err, ErrEmail), errors.As(err, &age), int(age))
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			fmt.Println(len(many.Unwrap()), "problems")
		}
	}
	both := fmt.Errorf("signup: %w (and %w)", ErrName, ErrEmail)
	fmt.Println(both, errors.Is(both, ErrEmail))
}
