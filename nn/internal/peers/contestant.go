package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// peer is one setting of a program in Python.
type peer struct {
	name     string // PyTorch, JAX, Keras, Python
	program  string // its file
	settings []string
	threads  int    // 0 for the framework's own choice
	note     string // what is special about the settings
}

// eager is PyTorch with one thread, which is its best for small tensors.
var eager = peer{"PyTorch", "torch_peer.py", []string{"1", "plain"}, 1, ""}

// Keras's settings: compiled by XLA or not, and how many batches Keras runs at a
// time. Compiling does not pay on a CPU, in its LSTM it takes minutes.
var (
	kerasSmall = []string{"plain", "16"}
	kerasLarge = []string{"plain", "1"}
)

// micrograd is Python as it is, and without its garbage collector, which looks at all
// numbers again and again.
var micrograd = []peer{
	{"Python", "micrograd_peer.py", []string{"gc"}, 0, ""},
	{"Python", "micrograd_peer.py", []string{"no-gc"}, 0, "no collector"},
}

// frameworks is everybody who trains networks.
func frameworks(keras []string) []peer {
	return []peer{
		eager,
		{"PyTorch", "torch_peer.py", []string{"1", "fused"}, 1, "fused"},
		{"PyTorch", "torch_peer.py", []string{"2", "plain"}, 2, ""},
		{"PyTorch", "torch_peer.py", []string{"2", "fused"}, 2, "fused"},
		{"JAX", "jax_peer.py", []string{"1"}, 1, ""},
		{"JAX", "jax_peer.py", []string{"2"}, 2, ""},
		{"Keras", "keras_peer.py", keras, 0, ""},
	}
}

// contestant is a process that does a work, round by round, when asked by a line on
// its standard input: nn, in this program started anew, or a peer.
type contestant struct {
	label   string // "PyTorch 2 threads, fused"
	name    string // "PyTorch"
	version string
	cmd     *exec.Cmd
	ask     io.WriteCloser
	answers *bufio.Reader
	stderr  *bytes.Buffer
}

// result is the outcome of a round.
type result struct {
	Units   float64 `json:"units"`
	Seconds float64 `json:"seconds"`
	Loss    float64 `json:"loss"`
	CPU     float64 `json:"cpu"`    // seconds that all its threads computed; 0 if not known
	Allocs  float64 `json:"allocs"` // per step; nn's only
}

func (r result) rate() float64 { return r.Units / r.Seconds }

// perCPU is the rate that one processor would give it, without waiting for others: on
// a busy machine it tells more than rate.
func (r result) perCPU() float64 { return r.Units / r.CPU }

func startPeer(ctx context.Context, python, programs, dir string, p peer) (*contestant, error) {
	args := append([]string{filepath.Join(programs, p.program), dir}, p.settings...)
	label := p.name
	if p.threads > 0 {
		label += fmt.Sprintf(", %d thread%s", p.threads, strings.Repeat("s", p.threads-1))
	}
	if p.note != "" {
		label += ", " + p.note
	}
	cmd := exec.CommandContext(ctx, python, args...)
	cmd.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1", "OMP_WAIT_POLICY=passive")
	if p.threads > 0 {
		cmd.Env = append(cmd.Env, fmt.Sprintf("OMP_NUM_THREADS=%d", p.threads))
	}
	return start(cmd, label, p.name)
}

// startNN starts this program again, as a contestant with a number of threads; 0 is
// as many as there are processors.
func startNN(ctx context.Context, dir string, threads int) (*contestant, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "work", dir)
	cmd.Env = os.Environ()
	label := "nn"
	if threads > 0 {
		cmd.Env = append(cmd.Env, "GOMAXPROCS="+strconv.Itoa(threads))
		label += fmt.Sprintf(", %d thread", threads)
	}
	return start(cmd, label, "nn")
}

// start runs the program until it is warm.
func start(cmd *exec.Cmd, label, name string) (*contestant, error) {
	c := &contestant{label: label, name: name, cmd: cmd, stderr: new(bytes.Buffer)}
	cmd.Stderr = c.stderr
	var err error
	if c.ask, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.answers = bufio.NewReader(out)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	var ready struct{ Version string }
	if err := c.read(&ready); err != nil {
		return nil, err
	}
	c.version = ready.Version
	return c, nil
}

// round asks for one round.
func (c *contestant) round() (result, error) {
	var r result
	if _, err := io.WriteString(c.ask, "\n"); err != nil {
		return r, c.why(err)
	}
	err := c.read(&r)
	return r, err
}

func (c *contestant) read(v any) error {
	line, err := c.answers.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, v)
	}
	if err != nil {
		return c.why(err)
	}
	return nil
}

// why ends a program that has failed, and says what it said last.
func (c *contestant) why(err error) error {
	c.stop()
	lines := strings.Split(strings.TrimSpace(c.stderr.String()), "\n")
	if last := lines[len(lines)-1]; last != "" {
		return fmt.Errorf("%s", last)
	}
	return err
}

// stop lets the program end by itself; it does when nothing more is asked.
func (c *contestant) stop() {
	c.ask.Close()
	c.cmd.Wait()
}

var residentLine = regexp.MustCompile(`(?m)^VmRSS:\s+(\d+) kB$`)

// resident is the process's memory in MB, 0 where the system does not tell.
func (c *contestant) resident() float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	m := residentLine.FindSubmatch(status)
	if m == nil {
		return 0
	}
	kB, _ := strconv.ParseFloat(string(m[1]), 64) // digits, by the expression
	return kB / 1024
}
