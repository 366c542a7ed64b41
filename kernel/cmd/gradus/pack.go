package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"gradus/kernel/eval/packages"
	"gradus/kernel/symbols"
)

func packCommand() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "pack -o FILE",
		Short: "Make one program that needs no Go: for machines without the toolchain",
		Long: `Make one program with everything in it that cells need: put it on a machine
without Go and run it there, gradus lab, install, run and kernel all work. Only
lab needs Python and, the first time, the network; and modules that are not part
of Gradus can be added only where there is Go.

To pack needs Go, and the clone that gradus was built from. The program is for
the system that packs it. It carries the packages' types as a zip file behind
its own end: tools that rewrite programs (strip, codesign) take them off again,
so use those before.`,
		Example: "  go build -o gradus ./kernel/cmd/gradus\n  ./gradus pack -o dist/gradus",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if file == "" {
				return &usageError{cmd.CommandPath(), errors.New("where to? -o FILE")}
			}
			size, err := pack(cmd.Context(), file)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s (%d MB) needs no Go\n", file, size>>20)
			return nil
		},
	}
	cmd.Flags().StringVarP(&file, "output", "o", "", "the program `FILE` to write")
	return cmd
}

// ownPackages opens the packages that this program was packed with; ok is false
// if it was not.
func ownPackages() (p *packages.Packages, ok bool) {
	self, err := os.Executable()
	if err != nil {
		return nil, false
	}
	p, err = packages.Open(self)
	return p, err == nil
}

// isPacked reports whether this program has its packages with it.
func isPacked() bool {
	p, ok := ownPackages()
	if ok {
		p.Close()
	}
	return ok
}

// pack writes this program with its packages to file, whole or not at all, and
// returns the size. What is packed already is copied.
func pack(ctx context.Context, file string) (size int64, err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	parts := []string{self}
	if !isPacked() {
		dir, err := os.MkdirTemp("", "gradus-pack")
		if err != nil {
			return 0, err
		}
		defer os.RemoveAll(dir)
		zip := filepath.Join(dir, packagesFile)
		if err := symbols.Prepare(ctx, zip); err != nil {
			return 0, fmt.Errorf("to pack, gradus needs Go and the clone that it was built from: %w", err)
		}
		parts = append(parts, zip)
	}
	out, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*")
	if err != nil {
		return 0, err
	}
	defer os.Remove(out.Name()) // fails once renamed, as it should
	for _, part := range parts {
		n, copyErr := appendFile(out, part)
		size, err = size+n, errors.Join(err, copyErr)
	}
	if err = errors.Join(err, out.Chmod(0o755), out.Close()); err != nil {
		return 0, err
	}
	return size, os.Rename(out.Name(), file)
}

func appendFile(w io.Writer, name string) (int64, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return io.Copy(w, f)
}
