// Command peers trains the same models on the same data with nn, with PyTorch, JAX and
// Keras, and differentiates number by number beside Python, taking turns, and prints
// how fast each was:
//
//	go run ./nn/internal/peers --python venv/bin/python
//	go run ./nn/internal/peers --python venv/bin/python --only cnn,lstm --rounds 9 --markdown table.md
//
// Whoever is not installed is left out, with the reason. The venv is made by
//
//	python3 -m venv venv && venv/bin/pip install torch jax keras tensorflow-cpu
//
// Every contestant is a process of its own, nn too, started, warmed up, and then
// asked for a round at a time: nn, peer, nn, next peer, … A peer's settings are its
// best: see its program.
//
//	go run ./nn/internal/peers load URL...
//
// compares servers of a model: see load.go.
package main

import (
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

//go:embed *_peer.py peer.py
var programs embed.FS

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 2 && args[0] == "work" {
		return doWork(args[1])
	}
	if len(args) > 0 && args[0] == "load" {
		return load(ctx, args[1:])
	}
	flags := flag.NewFlagSet("peers", flag.ContinueOnError)
	python := flags.String("python", "python3", "the Python that has the peers installed")
	only := flags.String("only", "", "these workloads, such as cnn,lstm; all if empty")
	rounds := flags.Int("rounds", 5, "rounds of each peer; one of nn before each")
	seconds := flags.Float64("seconds", 0.5, "shortest time of a round")
	markdown := flags.String("markdown", "", "a file to write the tables to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	chosen, err := choose(*only)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "peers")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.CopyFS(dir, programs); err != nil {
		return err
	}
	fmt.Printf("%s; load before the start %s\n", machine(), busy())
	c := comparison{python: *python, dir: dir, rounds: *rounds, missing: map[string]bool{}}
	var rows []row
	for _, w := range chosen {
		w.Seconds = *seconds
		r, err := c.compare(ctx, w)
		if ctx.Err() != nil {
			return errors.New("interrupted")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", w.Name, err)
		}
		rows = append(rows, r)
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%s, %s, %s.\n\n", time.Now().Format("2006-01-02"), machine(), strings.Join(versions(rows), ", "))
	writeTables(&text, rows)
	fmt.Println()
	if _, err := io.WriteString(os.Stdout, text.String()); err != nil {
		return err
	}
	if *markdown != "" {
		return os.WriteFile(*markdown, []byte(text.String()), 0o644)
	}
	return nil
}

func choose(only string) ([]workload, error) {
	all := workloads()
	if only == "" {
		return all, nil
	}
	var chosen []workload
	for name := range strings.SplitSeq(only, ",") {
		i := slices.IndexFunc(all, func(w workload) bool { return w.Name == name })
		if i < 0 {
			var names []string
			for _, w := range all {
				names = append(names, w.Name)
			}
			return nil, fmt.Errorf("there is no workload %q, but %s", name, strings.Join(names, ", "))
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

// comparison is what all workloads have in common.
type comparison struct {
	python, dir string
	rounds      int
	missing     map[string]bool // programs that did not start
}

// compare runs a workload: nn and each peer by turns.
func (c comparison) compare(ctx context.Context, w workload) (row, error) {
	dir := filepath.Join(c.dir, w.Name)
	if err := os.Mkdir(dir, 0o700); err != nil {
		return row{}, err
	}
	defer os.RemoveAll(dir)
	if err := w.write(dir); err != nil {
		return row{}, err
	}
	own, err := startNN(ctx, dir, 0)
	if err != nil {
		return row{}, err
	}
	defer own.stop()
	single, err := startNN(ctx, dir, 1)
	if err != nil {
		return row{}, err
	}
	others := []*contestant{single}
	for _, p := range w.peers {
		if c.missing[p.name] {
			continue
		}
		other, err := startPeer(ctx, c.python, c.dir, dir, p)
		if err != nil {
			fmt.Printf("%s is left out: %v\n", p.name, err)
			c.missing[p.name] = true
			continue
		}
		others = append(others, other)
	}
	r := row{w, make([]column, 1+len(others))}
	for i, o := range append([]*contestant{own}, others...) {
		r.columns[i] = column{label: o.label, name: o.name, version: o.version}
	}
	for i := range c.rounds {
		for k, o := range others {
			mine, err := own.round()
			if err != nil {
				return row{}, err
			}
			theirs, err := o.round()
			if err != nil {
				return row{}, fmt.Errorf("%s: %w", o.label, err)
			}
			r.columns[0].rounds = append(r.columns[0].rounds, mine)
			r.columns[1+k].rounds = append(r.columns[1+k].rounds, theirs)
			r.columns[1+k].before = append(r.columns[1+k].before, mine)
		}
		fmt.Printf("%s: round %d of %d, load %s\n", w.Name, i+1, c.rounds, busy())
	}
	r.columns[0].resident = own.resident()
	for k, o := range others {
		r.columns[1+k].resident = o.resident()
		o.stop()
	}
	writeTables(os.Stdout, []row{r})
	return r, nil
}

// versions are those of all that took part, each once.
func versions(rows []row) []string {
	var all []string
	for _, r := range rows {
		for _, c := range r.columns {
			if !slices.Contains(all, c.version) {
				all = append(all, c.version)
			}
		}
	}
	return all
}
