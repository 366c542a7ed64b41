package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"gradus/kernel/lab"
)

// A place is where flags say that a kernelspec goes.
type place struct {
	user, sysPrefix bool
	prefix          string
}

// addFlags gives a command, which takes no arguments, the flags of a place.
func (p *place) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&p.user, "user", false, "for every Jupyter of yours (the default)")
	f.BoolVar(&p.sysPrefix, "sys-prefix", false, "for the active virtual or conda environment")
	f.StringVar(&p.prefix, "prefix", "", "for the Jupyter that is installed under `DIR`")
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if p.user && p.sysPrefix || (p.user || p.sysPrefix) && p.prefix != "" {
			return &usageError{cmd.CommandPath(), errors.New("one of --user, --sys-prefix and --prefix, not more")}
		}
		return noArgs(cmd, args)
	}
}

func (p *place) kernelsDir() (string, error) {
	switch {
	case p.sysPrefix:
		return lab.SysPrefixKernelsDir()
	case p.prefix != "":
		dir, err := filepath.Abs(p.prefix)
		return lab.PrefixKernelsDir(dir), err
	}
	return lab.UserKernelsDir()
}

func installCommand() *cobra.Command {
	var to place
	cmd := &cobra.Command{
		Use:   "install",
		Short: "Add the kernel to a Jupyter that you have",
		Long: `Add the kernel "Go (Gradus)" to a Jupyter that you have: JupyterLab, Notebook,
VS Code. gradus lab does not need this.`,
		Example: "  gradus install\n  gradus install --sys-prefix",
		RunE: func(cmd *cobra.Command, _ []string) error {
			kernels, err := to.kernelsDir()
			if err != nil {
				return err
			}
			data, err := lab.DataDir()
			if err != nil {
				return err
			}
			in := lab.Installer{Binary: data.Binary(), Prepare: prepare(cmd.Context()), Progress: cmd.OutOrStdout()}
			dir, err := in.Install(kernels)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "The kernel Go (Gradus) is installed in %s\nIt starts %s\n", dir, data.Binary())
			return nil
		},
	}
	to.addFlags(cmd)
	return cmd
}
