package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gradus/kernel/lab"
)

func uninstallCommand() *cobra.Command {
	var from place
	var all bool
	cmd := &cobra.Command{
		Use:   "uninstall",
		Short: "Remove the kernel from a Jupyter that you have",
		Long: `Remove what gradus install has added. With --all, also remove the JupyterLab
that gradus lab has made, and its settings. Your lessons and your progress stay.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			kernels, err := from.kernelsDir()
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			removed, err := lab.Uninstall(kernels)
			for _, kernel := range removed {
				fmt.Fprintf(out, "The kernel %s is removed from %s\n", kernel, kernels)
			}
			if err != nil {
				return err
			}
			if removed == nil {
				fmt.Fprintf(out, "There is no gradus kernel in %s\n", kernels)
			}
			if !all {
				return nil
			}
			data, err := lab.DataDir()
			if err != nil {
				return err
			}
			if err := data.Remove(); err != nil {
				return err
			}
			fmt.Fprintf(out, "Gradus's JupyterLab is removed from %s\n", data)
			return nil
		},
	}
	from.addFlags(cmd)
	cmd.Flags().BoolVar(&all, "all", false, "also remove gradus's own JupyterLab")
	return cmd
}
