package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

func runCommand() *cobra.Command {
	var o notebookOptions
	cmd := &cobra.Command{
		Use:   "run notebook.ipynb | program.go [args]",
		Short: "Run a notebook, or a Go program, without Jupyter",
		Long: `Run a notebook from its first cell to its last, or to the first that fails: then
the exit status is 1, and the cell's number, line and message are printed.
Without --output or --inplace, what the cells print is printed.

Or run an ordinary Go program on the kernel's engine, as go run would: what
follows program.go are its arguments, and its exit status is gradus's.`,
		Example: "  gradus run lesson.ipynb --inplace\n  gradus run program.go -n 3",
		RunE: func(cmd *cobra.Command, args []string) error {
			refuse := func(problem string) error { return &usageError{cmd.CommandPath(), errors.New(problem)} }
			if len(args) == 0 {
				return refuse("which notebook or program?")
			}
			path, rest := args[0], args[1:]
			switch strings.ToLower(filepath.Ext(path)) {
			case ".go":
				if o.output != "" || o.inplace {
					return refuse("--output and --inplace are for notebooks")
				}
				return runProgram(cmd, path, rest, o.engine)
			case ".ipynb":
				// Of a notebook, unlike a program, flags may follow.
				if err := cmd.Flags().Parse(rest); err != nil {
					return &usageError{cmd.CommandPath(), err}
				}
				if extra := cmd.Flags().Args(); len(extra) > 0 {
					return refuse(fmt.Sprintf("one notebook at a time: what is %q?", extra[0]))
				}
				if o.output != "" && o.inplace {
					return refuse("--output or --inplace, not both")
				}
				return runNotebook(cmd, path, o)
			}
			return refuse(fmt.Sprintf("%s is neither a notebook (.ipynb) nor a program (.go)", path))
		},
	}
	engineFlag(cmd, &o.engine)
	f := cmd.Flags()
	f.SetInterspersed(false)
	f.StringVarP(&o.output, "output", "o", "", "write the notebook with its outputs to `FILE`")
	f.BoolVar(&o.inplace, "inplace", false, "write the outputs into the notebook itself")
	return cmd
}
