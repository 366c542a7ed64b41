// Command gen writes the assembly of package gemm, and the Go file that
// declares and calls it:
//
//	go run ./nn/internal/gemm/gen -dir nn/internal/gemm
//
// A test of this command fails when the files are stale.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"

	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/pass"
	"github.com/mmcloughlin/avo/printer"
)

func main() {
	dir := flag.String("dir", "..", "the `directory` of package gemm")
	flag.Parse()
	files, err := generate()
	if err != nil {
		log.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(*dir, name), text, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// generate returns the files by their names.
func generate() (map[string][]byte, error) {
	c := build.NewContext()
	c.ConstraintExpr("amd64,!noasm")
	for _, m := range machines {
		for _, double := range []bool{false, true} {
			for vectors := 1; vectors <= m.vectors; vectors++ {
				for rows := 1; rows <= m.rows; rows++ {
					newKernel(c, m, double, rows, vectors).write()
				}
			}
		}
	}
	transpose32(c)
	transpose64(c)
	f, err := c.Result()
	if err != nil {
		return nil, err
	}
	if err := pass.Compile.Execute(f); err != nil {
		return nil, err
	}
	config := printer.Config{Name: "gen", Pkg: "gemm"}
	assembly, err := printer.NewGoAsm(config).Print(f)
	if err != nil {
		return nil, err
	}
	declarations, err := declare()
	if err != nil {
		return nil, err
	}
	return map[string][]byte{"kernels_amd64.s": assembly, "kernels_amd64.go": declarations}, nil
}
