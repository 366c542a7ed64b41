// A validator that reads its rules from struct tags.
package main

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

type FieldError struct {
	Path, Rule string
	Value      any
}

func (e *FieldError) Error() string {
	return fmt.Sprintf("%s: %v breaks the rule %q", e.Path, e.Value, e.Rule)
}

type Rule func(v reflect.Value, arg string) bool

var rules = map[string]Rule{
	"required": func(v reflect.Value, _ string) bool { return !v.IsZero() },
	"min":      func(v reflect.Value, arg string) bool { return size(v) >= number(arg) },
	"max":      func(v reflect.Value, arg string) bool { return size(v) <= number(arg) },
	"oneof": func(v reflect.Value, arg string) bool {
		for _, s := range strings.Fields(arg) {
			if fmt.Sprint(v) == s {
				return true
			}
		}
		return false
	},
	"valid": func(v reflect.Value, _ string) bool {
		x, ok := v.Interface().(interface{ Valid() bool })
		return ok && x.Valid()
	},
}

func number(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err)
	}
	return f
}

func size(v reflect.Value) float64 {
	switch {
	case v.CanInt():
		return float64(v.Int())
	case v.CanUint():
		return float64(v.Uint())
	case v.CanFloat():
		return v.Float()
	}
	return float64(v.Len())
}

// Validate returns all that is wrong with a struct.
func Validate(x any) error {
	v := reflect.Indirect(reflect.ValueOf(x))
	if v.Kind() != reflect.Struct {
		return fmt.Errorf("can't validate a %T", x)
	}
	return errors.Join(validate(v.Type().Name(), v)...)
}

func validate(path string, v reflect.Value) (errs []error) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return validate(path, v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			errs = append(errs, validate(fmt.Sprintf("%s[%d]", path, i), v.Index(i))...)
		}
		return errs
	case reflect.Struct:
	default:
		return nil
	}
	for _, f := range reflect.VisibleFields(v.Type()) {
		if !f.IsExported() || f.Anonymous {
			continue
		}
		field := v.FieldByIndex(f.Index)
		name := path + "." + f.Name
		for _, rule := range strings.Split(f.Tag.Get("check"), ",") {
			if rule == "" {
				continue
			}
			key, arg, _ := strings.Cut(rule, "=")
			if !rules[key](field, arg) {
				errs = append(errs, &FieldError{name, rule, field.Interface()})
			}
		}
		errs = append(errs, validate(name, field)...)
	}
	return errs
}

type Email string

func (e Email) Valid() bool { return strings.Count(string(e), "@") == 1 }

type Currency string

type Price struct {
	Amount   float64  `check:"min=0.01,max=1000"`
	Currency Currency `check:"oneof=EUR CHF USD"`
}

type Audit struct {
	CreatedBy string `check:"required"`
	note      string
}

type Item struct {
	Name  string   `check:"required,max=10"`
	Tags  []string `check:"min=1"`
	Price Price
	Count uint8 `check:"max=9"`
}

type Order struct {
	Audit
	ID       int    `check:"min=1"`
	Customer Email  `check:"valid"`
	Items    []Item `check:"min=1,max=3"`
	Gift     *Item
	Meta     any
}

func main() {
	good := Order{Audit{"ann", ""}, 7, "ann@example.org", []Item{{"tea", []string{"drink"}, Price{4.5, "CHF"}, 2}}, nil, nil}
	fmt.Println("good:", Validate(good), Validate(&good))
	bad := Order{
		Customer: "nobody",
		Items:    []Item{{"a very long name", nil, Price{0, "DM"}, 200}, {Name: "ok", Tags: []string{"x"}, Price: Price{1, "EUR"}}},
		Gift:     &Item{Price: Price{Amount: 2000, Currency: "USD"}},
		Meta:     Price{1, "?"},
	}
	err := Validate(bad)
	for _, line := range strings.Split(err.Error(), "\n") {
		fmt.Println("bad:", line)
	}
	var first *FieldError
	if errors.As(err, &first) {
		fmt.Printf("first: %s %s %v %T\n", first.Path, first.Rule, first.Value, first.Value)
	}
	n := 0
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		if fe := e.(*FieldError); strings.HasPrefix(fe.Rule, "min") {
			n++
		}
	}
	fmt.Println("min broken:", n)
	fmt.Println(Validate(3), Validate(map[string]int{}))
}
