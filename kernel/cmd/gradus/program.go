package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"gradus/kernel/eval"
)

// runProgram runs a Go program and exits with its status.
func runProgram(cmd *cobra.Command, path string, args []string, engine string) error {
	source, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	streams := eval.Streams{Stdin: cmd.InOrStdin(), Stdout: cmd.OutOrStdout(), Stderr: cmd.ErrOrStderr()}
	status, err := program(cmd.Context(), engine, path, string(source), args, streams)
	if err == nil && status != 0 {
		err = exitStatus(status)
	}
	return err
}

// program runs a Go program of one file on the engine, as go run would, and
// returns its exit status.
var program = func(ctx context.Context, engine, path, source string, args []string, streams eval.Streams) (int, error) {
	saved := os.Args
	os.Args = append([]string{path}, args...) // the engine shows them to the program
	defer func() { os.Args = saved }()
	s, err := newSession(ctx, engine)
	if err != nil {
		return 0, err
	}
	return s.RunProgram(ctx, path, source, streams), nil
}
