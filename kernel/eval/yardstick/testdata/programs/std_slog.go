// Structured logs of values that know how they want to be logged.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"
)

// A Secret is never logged.
type Secret string

func (Secret) LogValue() slog.Value { return slog.StringValue("***") }

// A Level is logged as text.
type Level int

func (l Level) MarshalText() ([]byte, error) { return []byte(strings.Repeat("+", int(l))), nil }

type User struct {
	Name     string
	Password Secret
	Level    Level
}

// LogValue makes a group of a user.
func (u User) LogValue() slog.Value {
	return slog.GroupValue(slog.String("name", u.Name), slog.Any("password", u.Password), slog.Any("level", u.Level))
}

type Point struct{ X, Y int }

type Missing struct{ Key string }

func (m *Missing) Error() string { return "missing " + m.Key }

// A counter is a handler that counts records before it hands them on.
type counter struct {
	slog.Handler
	counts map[slog.Level]int
}

func (c counter) Handle(ctx context.Context, r slog.Record) error {
	c.counts[r.Level]++
	return c.Handler.Handle(ctx, r)
}

func (c counter) WithAttrs(attrs []slog.Attr) slog.Handler {
	return counter{c.Handler.WithAttrs(attrs), c.counts}
}

func (c counter) WithGroup(name string) slog.Handler {
	return counter{c.Handler.WithGroup(name), c.counts}
}

func main() {
	options := &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}}
	for _, h := range []slog.Handler{slog.NewTextHandler(os.Stdout, options), slog.NewJSONHandler(os.Stdout, options)} {
		c := counter{h, map[slog.Level]int{}}
		log := slog.New(c)
		log.Info("login", "user", User{"Ada", "lovelace", 3}, "token", Secret("abc"))
		log.Debug("at", "point", Point{1, 2}, "all", []Point{{3, 4}}, "after", 1500*time.Millisecond)
		log = log.With("request", 7).WithGroup("db")
		log.Warn("slow", slog.Any("level", Level(2)), slog.Group("query", "rows", 10, "point", &Point{5, 6}))
		log.Error("failed", "err", fmt.Errorf("load: %w", &Missing{"id"}), "cause", &Missing{"id"})
		log.Error("both", "err", errors.Join(&Missing{"a"}, &Missing{"b"}))
		fmt.Println(c.counts[slog.LevelInfo], c.counts[slog.LevelError])
	}
}
