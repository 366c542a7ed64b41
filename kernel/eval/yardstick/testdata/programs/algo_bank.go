// A small simulation: accounts, transactions, a statement.
package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

type Cents int64

func (c Cents) String() string {
	sign := ""
	if c < 0 {
		sign, c = "-", -c
	}
	return fmt.Sprintf("%s%d.%02d", sign, c/100, c%100)
}

type Account struct {
	ID      string
	balance Cents
	history []Transaction
}

type Transaction struct {
	From, To string
	Amount   Cents
}

type InsufficientFunds struct {
	Account      string
	Have, Wanted Cents
}

func (e InsufficientFunds) Error() string {
	return fmt.Sprintf("account %s has %v, not %v", e.Account, e.Have, e.Wanted)
}

var ErrUnknown = errors.New("unknown account")

type Bank struct{ accounts map[string]*Account }

func (b *Bank) account(id string) (*Account, error) {
	if a, ok := b.accounts[id]; ok {
		return a, nil
	}
	return nil, fmt.Errorf("%w %q", ErrUnknown, id)
}

func (b *Bank) Transfer(t Transaction) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("transfer %s→%s: %w", t.From, t.To, err)
		}
	}()
	from, err := b.account(t.From)
	if err != nil {
		return err
	}
	to, err := b.account(t.To)
	if err != nil {
		return err
	}
	if from.balance < t.Amount {
		return InsufficientFunds{t.From, from.balance, t.Amount}
	}
	from.balance -= t.Amount
	to.balance += t.Amount
	for _, a := range []*Account{from, to} {
		a.history = append(a.history, t)
	}
	return nil
}

func main() {
	b := &Bank{map[string]*Account{"ada": {ID: "ada", balance: 10050}, "bob": {ID: "bob"}}}
	for _, t := range []Transaction{{"ada", "bob", 2525}, {"bob", "ada", 5000}, {"bob", "eve", 1}, {"bob", "ada", 5}} {
		err := b.Transfer(t)
		var poor InsufficientFunds
		switch {
		case errors.As(err, &poor):
			fmt.Println("short of", poor.Wanted-poor.Have, "|", err)
		case errors.Is(err, ErrUnknown):
			fmt.Println(err)
		default:
			fmt.Printf("%v %+v\n", err, t)
		}
	}
	var ids []string
	for id := range b.accounts {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		a := b.accounts[id]
		fmt.Printf("%-4s%8v %s\n", id, a.balance, strings.Repeat("x", len(a.history)))
	}
}
