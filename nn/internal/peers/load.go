package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/tabwriter"
	"time"
)

const loadUsage = `usage: peers load [flags] URL...

Sends predictions, POST {"inputs": [sample]}, to each server by turns and prints how
many it answered in a second and how long that took. The same model is served by

	gradus serve model.safetensors
	python nn/internal/peers/serve_fastapi.py model.safetensors

Flags:`

// load is the command "peers load".
func load(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("peers load", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprintln(flags.Output(), loadUsage)
		flags.PrintDefaults()
	}
	shape := flags.String("shape", "64", "the shape of a sample, such as 64,64,1")
	clients := flags.String("clients", "1,8,32", "how many clients ask at the same time; each when it has its answer")
	rounds := flags.Int("rounds", 3, "rounds with each server and number of clients")
	seconds := flags.Float64("seconds", 3, "of a round")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	sizes, err := numbers(*shape)
	if err != nil {
		return fmt.Errorf("--shape %s: %w", *shape, err)
	}
	counts, err := numbers(*clients)
	if err != nil {
		return fmt.Errorf("--clients %s: %w", *clients, err)
	}
	if flags.NArg() == 0 {
		flags.Usage()
		return errors.New("which server?")
	}
	return loadTest{
		urls:   flags.Args(),
		body:   sampleJSON(sizes),
		length: time.Duration(*seconds * float64(time.Second)),
	}.run(ctx, counts, *rounds)
}

func numbers(list string) ([]int, error) {
	var ns []int
	for field := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(field)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is no number from 1", field)
		}
		ns = append(ns, n)
	}
	return ns, nil
}

// sampleJSON is a request for one sample of numbers between 0 and 1, of three digits.
func sampleJSON(shape []int) []byte {
	next := 0
	var sample func(axes []int) any
	sample = func(axes []int) any {
		if len(axes) == 0 {
			next++
			return math.Round(500+500*math.Sin(float64(next))) / 1000
		}
		parts := make([]any, axes[0])
		for i := range parts {
			parts[i] = sample(axes[1:])
		}
		return parts
	}
	body, err := json.Marshal(map[string]any{"inputs": []any{sample(shape)}})
	if err != nil {
		panic(err) // numbers in slices
	}
	return body
}

// loadTest asks servers for predictions.
type loadTest struct {
	urls   []string
	body   []byte
	length time.Duration
}

// latencies are the times of the answers of a round, from the smallest.
type latencies struct {
	sorted []time.Duration
	length time.Duration
	failed error
}

func (l latencies) perSecond() float64 { return float64(len(l.sorted)) / l.length.Seconds() }

// quantile is the time within which the share q of the answers came, in ms.
func (l latencies) quantile(q float64) float64 {
	if len(l.sorted) == 0 {
		return math.NaN()
	}
	i := int(math.Ceil(q*float64(len(l.sorted)))) - 1
	return float64(l.sorted[max(i, 0)]) / 1e6
}

func (t loadTest) run(ctx context.Context, clients []int, rounds int) error {
	fmt.Printf("%s; %d bytes a request\n", machine(), len(t.body))
	for _, url := range t.urls {
		answer, err := t.ask(ctx, http.DefaultClient, url)
		if err != nil {
			return err
		}
		fmt.Printf("%s answers %.200s\n", url, strings.TrimSpace(string(answer)))
	}
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "clients\tserver\trequests/s\t÷ first\tp50 ms\tp99 ms\t÷ first\t")
	for _, n := range clients {
		results := make([][]latencies, len(t.urls))
		for range rounds {
			for i, url := range t.urls {
				l := t.round(ctx, url, n)
				if l.failed != nil {
					return fmt.Errorf("%s, %d clients: %w", url, n, l.failed)
				}
				results[i] = append(results[i], l)
			}
		}
		of := func(i int, f func(latencies) float64) float64 {
			var vs []float64
			for _, l := range results[i] {
				vs = append(vs, f(l))
			}
			return middle(vs)
		}
		p50 := func(l latencies) float64 { return l.quantile(0.5) }
		p99 := func(l latencies) float64 { return l.quantile(0.99) }
		for i, url := range t.urls {
			fmt.Fprintf(out, "%d\t%s\t%.0f\t%.2f\t%.2f\t%.2f\t%.2f\t\n", n, url,
				of(i, latencies.perSecond), of(i, latencies.perSecond)/of(0, latencies.perSecond),
				of(i, p50), of(i, p99), of(i, p99)/of(0, p99))
		}
	}
	return out.Flush()
}

// round lets n clients ask for as long as it lasts, after a tenth of that to warm up.
func (t loadTest) round(ctx context.Context, url string, n int) latencies {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: n}}
	defer client.CloseIdleConnections()
	begin := time.Now().Add(t.length / 10)
	end := begin.Add(t.length)
	each := make([]latencies, n)
	var wait sync.WaitGroup
	for i := range each {
		wait.Go(func() {
			for time.Now().Before(end) {
				start := time.Now()
				if _, err := t.ask(ctx, client, url); err != nil {
					each[i].failed = err
					return
				}
				if start.After(begin) {
					each[i].sorted = append(each[i].sorted, time.Since(start))
				}
			}
		})
	}
	wait.Wait()
	all := latencies{length: time.Since(begin)}
	for _, l := range each {
		all.sorted = append(all.sorted, l.sorted...)
		all.failed = errors.Join(all.failed, l.failed)
	}
	slices.Sort(all.sorted)
	return all
}

// ask sends one request and returns the answer.
func (t loadTest) ask(ctx context.Context, client *http.Client, url string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(t.body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", answer.Status, bytes.TrimSpace(text))
	}
	return text, err
}
