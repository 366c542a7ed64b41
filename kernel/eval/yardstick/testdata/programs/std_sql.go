// A database driver that answers from memory, and types that know how they are
// stored.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"
)

type memory struct{ rows [][]driver.Value }

func (m *memory) Open(name string) (driver.Conn, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	return &conn{m}, nil
}

type conn struct{ db *memory }

func (c *conn) Prepare(query string) (driver.Stmt, error) { return &stmt{c.db, query}, nil }
func (c *conn) Close() error                              { return nil }
func (c *conn) Begin() (driver.Tx, error)                 { return tx{}, nil }

type tx struct{}

func (tx) Commit() error   { fmt.Println("commit"); return nil }
func (tx) Rollback() error { fmt.Println("rollback"); return nil }

type stmt struct {
	db    *memory
	query string
}

func (s *stmt) Close() error  { return nil }
func (s *stmt) NumInput() int { return strings.Count(s.query, "?") }
func (s *stmt) Exec(args []driver.Value) (driver.Result, error) {
	s.db.rows = append(s.db.rows, args)
	return driver.RowsAffected(1), nil
}
func (s *stmt) Query(args []driver.Value) (driver.Rows, error) { return &rows{s.db.rows, 0}, nil }

type rows struct {
	all [][]driver.Value
	at  int
}

func (r *rows) Columns() []string { return []string{"name", "mood", "age"} }
func (r *rows) Close() error      { return nil }
func (r *rows) Next(dest []driver.Value) error {
	if r.at == len(r.all) {
		return io.EOF
	}
	copy(dest, r.all[r.at])
	r.at++
	return nil
}

// Mood is stored as a word.
type Mood int

var words = []string{"sad", "glad"}

func (m Mood) Value() (driver.Value, error) { return words[m], nil }

func (m *Mood) Scan(src any) error {
	for i, w := range words {
		if w == src {
			*m = Mood(i)
			return nil
		}
	}
	return fmt.Errorf("mood %v", src)
}

func main() {
	sql.Register("memory", &memory{})
	fmt.Println(sql.Drivers())
	db, err := sql.Open("memory", "test")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	ctx := context.Background()
	t, err := db.BeginTx(ctx, nil)
	fmt.Println(err)
	for i, name := range []string{"Ada", "Bob"} {
		r, err := t.Exec("insert ?, ?, ?", name, Mood(1-i), sql.Null[int64]{V: int64(30 + i), Valid: i == 0})
		if err != nil {
			fmt.Println(err)
			return
		}
		n, _ := r.RowsAffected()
		fmt.Println("inserted", n)
	}
	fmt.Println(t.Commit())
	rows, err := db.Query("select")
	if err != nil {
		fmt.Println(err)
		return
	}
	for rows.Next() {
		var name string
		var mood Mood
		var age sql.NullInt64
		fmt.Println(rows.Scan(&name, &mood, &age), name, mood, age.Int64, age.Valid)
	}
	fmt.Println(rows.Err())
	var n int
	fmt.Println(db.QueryRow("select").Scan(&n, &n, &n))
	var a sql.Null[string]
	fmt.Println(a.Scan("x"), a)
}
