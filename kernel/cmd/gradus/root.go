package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// execute runs one command line and returns the exit status: 0, 1 for a
// failure, 2 for a command line that was not understood, 130 after Ctrl-C, or
// what a program that was run exits with.
func execute(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var status exitStatus
	var usage *usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &status):
		return int(status)
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(stderr, "gradus: interrupted")
		return 130
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "gradus: %v\n  → %s --help tells more\n", usage.err, usage.command)
		return 2
	}
	fmt.Fprintf(stderr, "gradus: %v\n", err)
	return 1
}

// exitStatus is the error of a command that has said all there is to say.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// usageError is a command line that was not understood.
type usageError struct {
	command string
	err     error
}

func (e *usageError) Error() string { return e.err.Error() }

// rootCommand is the table of commands.
func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "gradus",
		Short: "Learn how neural networks work, step by step, in Go and Jupyter",
		Long: `Gradus is a Jupyter kernel for Go, a neural-network library to learn from, and
a course that runs on both. To begin:

  gradus lab`,
		SilenceErrors: true, // execute says them
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			message := fmt.Sprintf("there is no command %q", args[0])
			if similar := cmd.SuggestionsFor(args[0]); len(similar) > 0 {
				message += "; did you mean " + strings.Join(similar, " or ") + "?"
			}
			return &usageError{cmd.CommandPath(), errors.New(message)}
		},
	}
	root.SuggestionsMinimumDistance = 2
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return &usageError{cmd.CommandPath(), err} })
	root.AddCommand(labCommand(), runCommand(), installCommand(), uninstallCommand(), kernelCommand(), packCommand(), lessonCommand(), serveCommand(), versionCommand())
	return root
}

// noArgs refuses arguments.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{cmd.CommandPath(), fmt.Errorf("%s takes no arguments, only flags: what is %q?", cmd.CommandPath(), args[0])}
	}
	return nil
}
