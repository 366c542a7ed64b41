package main

import (
	"github.com/spf13/cobra"

	"gradus/kernel/notebook"
	"gradus/lessons/build"
)

// lessonCommand is for those who write lessons.
func lessonCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lesson",
		Short: "Build the course's notebooks from their sources",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(lessonBuildCommand())
	return cmd
}

func lessonBuildCommand() *cobra.Command {
	var o build.Options
	var run bool
	cmd := &cobra.Command{
		Use:   "build [lesson...]",
		Short: "Build notebooks from lessons/*/lesson.md",
		Long: `Build the notebooks of the lessons (all of them, or those named by number or
name) from lessons/*/lesson.md, in a clone of Gradus. With --run they are
executed and get their outputs.`,
		Example: "  gradus lesson build --run 02-forward",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Names, o.Log = args, cmd.OutOrStdout()
			if run {
				o.Start = func() (notebook.Kernel, func(), error) {
					client, stop, err := headless(cmd.Context(), defaultEngine)
					return client, stop, err
				}
			}
			return build.Lessons(cmd.Context(), o)
		},
	}
	cmd.Flags().BoolVar(&run, "run", false, "execute the notebooks and store their outputs")
	cmd.Flags().StringVar(&o.Dir, "dir", "notebooks", "`folder` that the notebooks are written to")
	return cmd
}
