package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gradus/kernel/lab"
	"gradus/notebooks"
)

// firstLesson is what the browser opens.
const firstLesson = "02-forward.ipynb"

func labCommand() *cobra.Command {
	var o lab.Options
	cmd := &cobra.Command{
		Use:   "lab",
		Short: "Start JupyterLab with the lessons",
		Long: `Start JupyterLab with the lessons in your browser. Ctrl-C ends it.

The first time, gradus makes a Python environment with JupyterLab in its own
data folder ($GRADUS_DATA, if you set it); that needs Python and the network, and
takes a minute. It does not touch any other Jupyter that you have. From then on
no network is needed.

The lessons are copied to your folder, ~/gradus-lessons unless --dir names
another. What you changed there is never overwritten: a newer lesson lands
beside yours.`,
		Example: "  gradus lab\n  gradus lab --dir ~/course --no-browser --port 9000",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.Port < 1 || o.Port > 65535 {
				return &usageError{cmd.CommandPath(), fmt.Errorf("--port %d is no port: it is 1 to 65535", o.Port)}
			}
			o.Lessons, o.Open, o.Prepare = notebooks.Files, firstLesson, prepare(cmd.Context())
			o.Out = cmd.OutOrStdout()
			return lab.Run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Dir, "dir", "", "the `folder` for your lessons (default ~/gradus-lessons)")
	f.BoolVar(&o.NoBrowser, "no-browser", false, "print the address, open no browser")
	f.IntVar(&o.Port, "port", lab.DefaultPort, "the `port`; the next free one, when it is taken")
	f.BoolVar(&o.System, "system", false, "use the JupyterLab that you have installed, with its settings")
	return cmd
}
