package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"gradus/kernel"
	"gradus/kernel/notebook"
)

type notebookOptions struct {
	output  string
	inplace bool
	engine  string
}

// runNotebook runs a notebook on a kernel in this process. What its cells did
// up to a failure is written, too.
func runNotebook(cmd *cobra.Command, path string, o notebookOptions) error {
	nb, err := notebook.ReadFile(path)
	if err != nil {
		return err
	}
	client, stop, err := headless(cmd.Context(), o.engine)
	if err != nil {
		return err
	}
	defer stop()
	target := o.output
	if o.inplace {
		target = path
	}
	show := func(c *notebook.Cell) { printOutputs(c, cmd.OutOrStdout(), cmd.ErrOrStderr()) }
	if target != "" {
		show = nil
	}
	err = notebook.Run(cmd.Context(), nb, client, show)
	if target != "" {
		err = errors.Join(err, nb.WriteFile(target))
	}
	var failed *notebook.CellError
	if errors.As(err, &failed) {
		return fmt.Errorf("%s: %w", path, err)
	}
	return err
}

// headless starts a kernel in this process. The caller stops it.
func headless(ctx context.Context, engine string) (client *kernel.Client, stop func(), err error) {
	s, err := newSession(ctx, engine)
	if err != nil {
		return nil, nil, err
	}
	restore, err := s.CaptureFiles()
	if err != nil {
		return nil, nil, err
	}
	client, transport := kernel.Pipe()
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx)) // Ctrl-C interrupts the cell first
	served := make(chan struct{})
	go func() {
		defer close(served)
		newKernel(s).Serve(ctx, transport)
	}()
	return client, func() { cancel(); <-served; restore() }, nil
}

// printOutputs prints what a terminal can show of a cell's outputs.
func printOutputs(c *notebook.Cell, stdout, stderr io.Writer) {
	for _, o := range c.Outputs {
		switch o.Type {
		case notebook.Stream:
			w := stdout
			if o.Name == "stderr" {
				w = stderr
			}
			io.WriteString(w, o.Text)
		case notebook.ErrorOutput:
			fmt.Fprintln(stderr, withoutColours(strings.Join(o.Traceback, "\n"), stderr))
		default:
			if text, ok := o.Data["text/plain"].(string); ok {
				fmt.Fprintln(stdout, strings.TrimSuffix(text, "\n"))
			}
		}
	}
}

var colours = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// withoutColours leaves colours to terminals.
func withoutColours(text string, w io.Writer) string {
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return text
		}
	}
	return colours.ReplaceAllString(text, "")
}
