// A command line that calls the methods of a value by their names.
package main

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

type Amount float64

type Account struct {
	owner   string
	balance Amount
	history []string
}

func (a *Account) Deposit(x Amount) Amount {
	a.balance += x
	a.history = append(a.history, fmt.Sprintf("+%.2f", float64(x)))
	return a.balance
}

func (a *Account) Withdraw(x Amount) (Amount, error) {
	if x > a.balance {
		return a.balance, fmt.Errorf("%s has only %.2f", a.owner, float64(a.balance))
	}
	a.balance -= x
	a.history = append(a.history, fmt.Sprintf("-%.2f", float64(x)))
	return a.balance, nil
}

func (a *Account) Rename(name string) { a.owner = name }

func (a Account) History(last int) []string { return a.history[max(0, len(a.history)-last):] }

func (a Account) Describe(words ...string) string {
	return strings.Join(append(words, a.owner, fmt.Sprint(a.balance)), " ")
}

func (a *Account) Crash(n int) int { return []int{1, 2, 3}[n] }

func (a *Account) internal() {}

var errorType = reflect.TypeOf((*error)(nil)).Elem()

// parse makes an argument of type t from text.
func parse(text string, t reflect.Type) (reflect.Value, error) {
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return v, err
		}
		v.SetInt(int64(n))
	case reflect.Float64:
		f, err := strconv.ParseFloat(text, t.Bits())
		if err != nil {
			return v, err
		}
		v.SetFloat(f)
	default:
		return v, errors.New("can't read a " + t.String())
	}
	return v, nil
}

func run(target any, line string) (out string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("it panicked: %v", r)
		}
	}()
	words := strings.Fields(line)
	m := reflect.ValueOf(target).MethodByName(words[0])
	if !m.IsValid() {
		return "", fmt.Errorf("%T has no command %s", target, words[0])
	}
	t := m.Type()
	var args []reflect.Value
	for i, w := range words[1:] {
		var in reflect.Type
		switch {
		case t.IsVariadic() && i >= t.NumIn()-1:
			in = t.In(t.NumIn() - 1).Elem()
		case i < t.NumIn():
			in = t.In(i)
		default:
			return "", fmt.Errorf("%s takes %d arguments", words[0], t.NumIn())
		}
		v, err := parse(w, in)
		if err != nil {
			return "", err
		}
		args = append(args, v)
	}
	var parts []string
	for _, r := range m.Call(args) {
		if r.Type().Implements(errorType) {
			if !r.IsNil() {
				return "", r.Interface().(error)
			}
			continue
		}
		parts = append(parts, fmt.Sprintf("%v (%v)", r, r.Type()))
	}
	return strings.Join(parts, ", "), nil
}

// logged wraps a function of any type.
func logged(name string, f any) any {
	v := reflect.ValueOf(f)
	return reflect.MakeFunc(v.Type(), func(args []reflect.Value) []reflect.Value {
		fmt.Print("call ", name)
		for _, a := range args {
			fmt.Print(" ", a)
		}
		call := v.Call
		if v.Type().IsVariadic() {
			call = v.CallSlice
		}
		out := call(args)
		fmt.Println(" ->", out[0])
		return out
	}).Interface()
}

func main() {
	a := &Account{owner: "ann"}
	t := reflect.TypeOf(a)
	for i := range t.NumMethod() {
		fmt.Println(t.Method(i).Name, t.Method(i).Type)
	}
	fmt.Println(t.Elem().NumMethod(), "methods on the value")
	for _, line := range []string{
		"Deposit 100.5", "Withdraw 30", "Withdraw 1000", "Rename Bob", "Describe", "Describe the account of",
		"History 1", "Deposit much", "Crash 1", "Crash 7", "internal", "Fly", "Rename a b", "History",
	} {
		out, err := run(a, line)
		fmt.Printf("> %s: %s", line, out)
		if err != nil {
			fmt.Print("error: ", err)
		}
		fmt.Println()
	}
	deposit := logged("Deposit", a.Deposit).(func(Amount) Amount)
	fmt.Println(deposit(1) + deposit(2))
	describe := logged("Account.Describe", (*Account).Describe).(func(*Account, ...string) string)
	fmt.Println(len(describe(a, "x", "y")))
	f := reflect.ValueOf(a).MethodByName("Rename").Interface().(func(string))
	f("Carl")
	fmt.Println(a.owner)
}
