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
	user, sysPrefix, lab bool
	prefix               string
}

// addFlags gives a command, which takes no arguments, the flags of a place.
func (p *place) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&p.user, "user", false, "for every Jupyter of yours (the default)")
	f.BoolVar(&p.sysPrefix, "sys-prefix", false, "for the active virtual or conda environment")
	f.BoolVar(&p.lab, "lab", false, "for the JupyterLab that gradus lab starts")
	f.StringVar(&p.prefix, "prefix", "", "for the Jupyter that is installed under `DIR`")
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		chosen := 0
		for _, flag := range []bool{p.user, p.sysPrefix, p.lab, p.prefix != ""} {
			if flag {
				chosen++
			}
		}
		if chosen > 1 {
			return &usageError{cmd.CommandPath(), errors.New("one of --user, --sys-prefix, --lab and --prefix, not more")}
		}
		return noArgs(cmd, args)
	}
}

func (p *place) kernelsDir() (string, error) {
	switch {
	case p.sysPrefix:
		return lab.SysPrefixKernelsDir()
	case p.lab:
		data, err := lab.DataDir()
		return data.KernelsDir(), err
	case p.prefix != "":
		dir, err := filepath.Abs(p.prefix)
		return lab.PrefixKernelsDir(dir), err
	}
	return lab.UserKernelsDir()
}

func installCommand() *cobra.Command {
	var to place
	var engine string
	cmd := &cobra.Command{
		Use:   "install",
		Short: "Add the kernel to a Jupyter that you have",
		Long: `Add the kernel "Go (Gradus)" to a Jupyter that you have: JupyterLab, Notebook,
VS Code. gradus lab does not need this.

With --engine yaegi it is a second kernel, "Go (Gradus, yaegi)", which runs
cells on the yaegi interpreter: slower, and farther from what Go computes.`,
		Example: "  gradus install\n  gradus install --sys-prefix\n  gradus install --engine yaegi --lab",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkEngine(engine); err != nil {
				return err
			}
			kernels, err := to.kernelsDir()
			if err != nil {
				return err
			}
			data, err := lab.DataDir()
			if err != nil {
				return err
			}
			in := lab.Installer{Kernel: engines[engine].kernel, Binary: data.Binary(), Prepare: prepare(cmd.Context()), Progress: cmd.OutOrStdout()}
			dir, err := in.Install(kernels)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "The kernel %s is installed in %s\nIt starts %s\n", in.Kernel.DisplayName, dir, data.Binary())
			return nil
		},
	}
	to.addFlags(cmd)
	engineFlag(cmd, &engine)
	return cmd
}
