// Package quota keeps cells from using up the machine's memory: a process that
// does is ended by the system, and a notebook's values with it.
package quota

import (
	"fmt"
	"math"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
)

// A Limit is how many bytes the process may use; 0 is no limit.
type Limit uint64

// Variable names the environment variable that sets the limit, such as 4GB,
// 500MB or off.
const Variable = "GRADUS_MEMORY"

// FromEnvironment is the limit that [Variable] sets; by default four fifths of
// the memory that the machine has, or the container that this process is in.
func FromEnvironment() (Limit, error) {
	text, ok := os.LookupEnv(Variable)
	if !ok || text == "" {
		return Limit(total() / 5 * 4), nil
	}
	l, err := Parse(text)
	if err != nil {
		return 0, fmt.Errorf("%s=%s: %w", Variable, text, err)
	}
	return l, nil
}

var units = []struct {
	name string
	size float64
}{{"TB", 1 << 40}, {"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10}, {"B", 1}}

// Parse reads a limit: a number with the unit KB, MB, GB or TB, or off.
func Parse(text string) (Limit, error) {
	upper := strings.ToUpper(strings.TrimSpace(text))
	if upper == "OFF" {
		return 0, nil
	}
	for _, u := range units {
		number, ok := strings.CutSuffix(upper, u.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || !(n > 0) || n*u.size > math.MaxInt64 {
			break
		}
		return Limit(n * u.size), nil
	}
	return 0, fmt.Errorf("not an amount of memory: write it as 4GB or 500MB, or off for no limit")
}

// size writes an amount with three digits.
func size(n uint64) string {
	for _, u := range units {
		if float64(n) >= u.size {
			return fmt.Sprintf("%.3g %s", float64(n)/u.size, u.name)
		}
	}
	return "0 B"
}

// Exceeded is the error of what would use more than a limit.
type Exceeded struct {
	Limit Limit
	Used  uint64
	Asked uint64 // by one allocation; 0 when many together were too much
}

func (e *Exceeded) Error() string {
	what := fmt.Sprintf("out of memory: %s are in use", size(e.Used))
	if e.Asked > 0 {
		what += fmt.Sprintf(" and %s more were asked for at once", size(e.Asked))
	}
	return fmt.Sprintf("%s, where the limit is %s. Keep less at a time, or set variables that you no longer need to nil; "+
		"the environment variable %s sets another limit (as in %s=8GB)", what, size(uint64(e.Limit)), Variable, Variable)
}

// big is an allocation that is asked about before it is made.
const big = 64 << 20

// Check returns an *[Exceeded] when n more bytes would be too much. It costs
// next to nothing when n is small.
func (l Limit) Check(n uint64) error {
	if n < big || l == 0 {
		return nil
	}
	if used := inUse(); used+n > uint64(l) || used+n < n {
		if debug.FreeOSMemory(); inUse()+n > uint64(l) || used+n < n {
			return &Exceeded{l, used, n}
		}
	}
	return nil
}

// inUse is the memory that the process has from the system.
func inUse() uint64 {
	return read("/memory/classes/total:bytes") - read("/memory/classes/heap/released:bytes")
}

// live is what the last garbage collection found in use.
func live() uint64 { return read("/gc/heap/live:bytes") }

func read(name string) uint64 {
	sample := [1]metrics.Sample{{Name: name}}
	metrics.Read(sample[:])
	return sample[0].Value.Uint64()
}
