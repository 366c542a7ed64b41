package randprog_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"gradus/kernel/eval/randprog"
)

// What is generated is Go, for any seed, and always the same.
func TestWellTyped(t *testing.T) {
	fset := token.NewFileSet()
	config := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	for seed := range uint64(40) {
		source := randprog.Batch(seed)
		if source != randprog.Batch(seed) {
			t.Fatal("seed", seed, "makes two programs")
		}
		f, err := parser.ParseFile(fset, "program.go", source, 0)
		if err == nil {
			_, err = config.Check("main", fset, []*ast.File{f}, nil)
		}
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, source)
		}
	}
}
