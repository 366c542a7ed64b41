package packages_test

import (
	"context"
	"testing"

	"gradus/kernel/eval/packages"
)

// BenchmarkImport imports a package for the first time, as a session's first
// cell that uses it does: its export data, and its generic part.
func BenchmarkImport(b *testing.B) {
	file := b.TempDir() + "/packages.zip"
	if err := packages.Collect(context.Background(), ".", []string{"std"}, file); err != nil {
		b.Fatal(err)
	}
	for _, path := range []string{"fmt", "errors", "sync", "reflect", "slices", "maps"} {
		b.Run(path, func(b *testing.B) {
			for range b.N {
				b.StopTimer()
				p, err := packages.Open(file)
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if _, err := p.Import(path); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				p.Close()
			}
		})
	}
}
