// Command gen writes the symbol tables of package symbols.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

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
	known, err := packages.Cached(context.Background(), ".", list.Packages)
	if err != nil {
		return err
	}
	defer known.Close()
	for _, path := range list.Packages {
		pkg, err := known.Import(path)
		if err != nil {
			return err
		}
		if err := table.Write(dir, pkg); err != nil {
			return err
		}
	}
	return nil
}
