// Flags with a type of one's own.
package main

import (
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

type sizes []int

func (s *sizes) String() string { return fmt.Sprint([]int(*s)) }

func (s *sizes) Set(text string) error {
	for _, f := range strings.Split(text, ",") {
		n, err := strconv.Atoi(f)
		if err != nil {
			return fmt.Errorf("%q is no size", f)
		}
		*s = append(*s, n)
	}
	return nil
}

func parse(args ...string) {
	f := flag.NewFlagSet("train", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	epochs := f.Int("epochs", 10, "how many `times`")
	rate := f.Float64("rate", 0.01, "learning rate")
	limit := f.Duration("limit", time.Minute, "time limit")
	verbose := f.Bool("v", false, "say more")
	var layers sizes
	f.Var(&layers, "layers", "sizes of layers")
	err := f.Parse(args)
	fmt.Println(*epochs, *rate, *limit, *verbose, layers, f.Args(), err)
	f.Visit(func(fl *flag.Flag) { fmt.Print(" -", fl.Name, "=", fl.Value.String()) })
	fmt.Println()
}

func main() {
	parse()
	parse("-epochs", "3", "--rate=0.5", "-v", "data.csv", "-not-a-flag")
	parse("-layers", "64,32", "-layers=10", "-limit", "1m30s")
	parse("-layers", "64,x")
	parse("-unknown")
}
