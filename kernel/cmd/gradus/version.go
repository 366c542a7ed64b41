package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of gradus, of Go and of the engine",
		Args:  noArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			fmt.Fprintf(cmd.OutOrStdout(), "gradus %s\n%s %s/%s\nengine %s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, engineVersion())
		},
	}
}

// version is the module's version and the commit that it was built from, as
// far as the build recorded them.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if commit := settings["vcs.revision"]; commit != "" {
		v += " (" + commit[:min(12, len(commit))]
		if settings["vcs.modified"] == "true" {
			v += ", modified"
		}
		v += ")"
	}
	return v
}

// engineVersion names the engine that runs cells.
func engineVersion() string {
	const module = "github.com/traefik/yaegi"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if dep.Path == module {
				return "yaegi " + dep.Version
			}
		}
	}
	return "yaegi"
}
