package symbols_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"gradus/kernel/eval/packages"
	"gradus/kernel/symbols"
	"gradus/kernel/symbols/gen/table"
	"gradus/kernel/symbols/list"
)

// A table that does not fit its package shows up here, not in a cell.
func TestTablesAreFresh(t *testing.T) {
	known, err := packages.Cached(context.Background(), ".", append([]string{"std"}, list.Packages...))
	if err != nil {
		t.Fatal(err)
	}
	defer known.Close()
	files, err := table.Files(known, list.Packages)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if got, err := os.ReadFile(name); err != nil {
			t.Error(err)
		} else if !bytes.Equal(got, want) {
			t.Errorf("%s is stale: run go generate ./kernel/symbols", name)
		}
	}
	for _, path := range list.Packages {
		pkg, err := known.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		if table := symbols.Symbols[path+"/"+pkg.Name()]; table == nil || len(table()) == 0 {
			t.Errorf("the table of %s is empty", path)
		}
	}
}
