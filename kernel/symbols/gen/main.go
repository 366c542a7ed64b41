// Command gen writes the symbol tables of package symbols: of the standard
// library and of the listed packages.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"gradus/kernel/eval/packages"
	"gradus/kernel/symbols/gen/table"
	"gradus/kernel/symbols/list"
)

func main() {
	dir := flag.String("dir", ".", "folder to write to")
	flag.Parse()
	if err := write(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	known, err := packages.Cached(context.Background(), ".", append([]string{"std"}, list.Packages...))
	if err != nil {
		return err
	}
	defer known.Close()
	files, err := table.Files(known, list.Packages)
	if err != nil {
		return err
	}
	for name, src := range files {
		if err := os.WriteFile(filepath.Join(dir, name), src, 0o644); err != nil {
			return err
		}
	}
	return nil
}
