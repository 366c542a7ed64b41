package packages_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gradus/kernel/eval/packages"
)

func collect(t *testing.T, patterns ...string) *packages.Packages {
	t.Helper()
	file := filepath.Join(t.TempDir(), "packages.zip")
	if err := packages.Collect(context.Background(), ".", patterns, file); err != nil {
		t.Fatal(err)
	}
	p, err := packages.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func TestCollect(t *testing.T) {
	p := collect(t, "math", "bytes", "net/http", "math/rand", "crypto/rand", "internal/bisect")
	if got, want := p.Paths(), []string{"bytes", "crypto/rand", "math", "math/rand", "net/http", "unsafe"}; !slices.Equal(got, want) {
		t.Errorf("paths %v, want %v: internal packages are left out", got, want)
	}
	if got := p.ByName("rand"); !slices.Equal(got, []string{"crypto/rand", "math/rand"}) {
		t.Errorf("packages called rand: %v", got)
	}
	pkg, err := p.Import("bytes")
	if err != nil {
		t.Fatal(err)
	}
	if pkg.Name() != "bytes" || pkg.Scope().Lookup("Buffer") == nil {
		t.Errorf("bytes is %v", pkg)
	}
	// A type has one identity, whether met through its own package or another.
	web, err := p.Import("net/http")
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.Import("net/http")
	if err != nil || again != web {
		t.Errorf("imported twice: %v, %v", web, again)
	}
}

func TestDoc(t *testing.T) {
	p := collect(t, "net/http", "math")
	for name, want := range map[string]string{
		"Client":         "A Client is an HTTP client.",
		"Client.Do":      "Do sends an HTTP request",
		"Client.Timeout": "Timeout specifies a time limit",
		"Handler":        "A Handler responds to an HTTP request.",
		"Get":            "Get issues a GET to the specified URL.",
		"":               "Package http provides",
	} {
		if doc := p.Doc("net/http", name); !strings.HasPrefix(doc, want) {
			t.Errorf("doc of %q is %.60q, want %q", name, doc, want)
		}
	}
	if doc := p.Doc("net/http", "NoSuch"); doc != "" {
		t.Errorf("doc of nothing: %q", doc)
	}
}

func TestErrors(t *testing.T) {
	p := collect(t, "math")
	if _, err := p.Import("bytes"); err == nil || !strings.Contains(err.Error(), `"bytes"`) {
		t.Errorf("importing what is not there: %v", err)
	}
	broken := filepath.Join(t.TempDir(), "packages.zip")
	if err := os.WriteFile(broken, []byte("not a zip file"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := packages.Open(broken); err == nil {
		t.Error("a broken file was opened")
	}
	err := packages.Collect(context.Background(), ".", []string{"no/such/package"}, broken+"2")
	if err == nil || !strings.Contains(err.Error(), "no/such/package") {
		t.Errorf("collecting what does not exist: %v", err)
	}
	if _, err := os.Stat(broken + "2"); err == nil {
		t.Error("a failed collection left a file")
	}
}
