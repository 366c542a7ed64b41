package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// A room of the house: which packages of the module it may import, tests left
// out. A pattern ending in "/..." means a package and those below it.
type room struct {
	packages string
	may      []string
}

// rooms is who may import whom. The first room that a package is in counts.
var rooms = []room{
	{"kernel/cmd/gradus", []string{"..."}}, // wires everything
	{"kernel/wire", nil},
	{"kernel/zmq", []string{"kernel/wire"}},
	{"kernel", []string{"kernel/wire", "kernel/eval", "kernel/display"}},
	{"kernel/display", nil},
	{"kernel/eval/source", nil},
	{"kernel/eval/packages/generic/...", nil},
	{"kernel/eval/packages", []string{"kernel/eval/source"}},
	{"kernel/eval/evaltest", []string{"kernel/eval", "kernel/eval/packages"}},
	{"kernel/eval/yardstick/...", []string{"kernel/eval/...", "kernel/symbols"}}, // measures the engines
	{"kernel/eval/quota", nil},
	{"kernel/eval", []string{"kernel/display", "kernel/eval/source", "kernel/eval/quota"}},
	{"kernel/eval/...", []string{"kernel/eval", "kernel/eval/source", "kernel/eval/quota", "kernel/display"}},
	{"kernel/symbols/gen", []string{"kernel/symbols/...", "kernel/eval/packages", "kernel/eval/yaegi"}},
	{"kernel/symbols/gen/table", nil},
	{"kernel/symbols/list", nil},
	{"kernel/symbols", []string{"kernel/symbols/list", "kernel/eval/packages", "kernel/display", "lessons", "lessons/exercise", "nn/...", "viz"}},
	{"kernel/notebook", []string{"kernel/wire"}},
	{"kernel/lab/logo/...", []string{"kernel/lab/logo/..."}},
	{"kernel/lab/labtest", []string{"kernel/lab"}},
	{"kernel/lab", []string{"kernel/lab/logo"}},
	{"nn/data", []string{"nn"}},
	{"nn/serve", []string{"nn"}},
	{"nn/internal/peers", []string{"nn", "nn/data"}}, // measures nn beside others
	{"nn/...", []string{"nn/internal/..."}},
	{"viz/...", []string{"kernel/display"}},
	{"lessons/build", []string{"kernel/notebook", "lessons/..."}}, // makes notebooks; cells don't import it
	{"lessons/...", []string{"lessons/...", "nn/...", "viz"}},
	{"notebooks", nil},
}

// guarded packages of other modules, and who alone may import them.
var guarded = map[string][]string{
	"github.com/go-zeromq/zmq4":          {"kernel/zmq"},
	"github.com/traefik/yaegi/...":       {"kernel/eval/yaegi"},
	"golang.org/x/tools/go/ssa/...":      {"kernel/eval/ssa"},
	"gonum.org/v1/plot/...":              {"viz/...", "kernel/symbols"},
	"gonum.org/v1/gonum/...":             {"nn/...", "viz/...", "lessons/...", "kernel/symbols"},
	"github.com/spf13/cobra":             {"kernel/cmd/gradus"},
	"github.com/chromedp/...":            {},
	"golang.org/x/tools/go/gcexportdata": {"kernel/eval/packages"},
	"google.golang.org/protobuf/...":     {"nn/internal/onnx"},
}

// standardOnly packages need nothing but the standard library.
var standardOnly = []string{"kernel", "kernel/wire", "kernel/display", "kernel/eval", "kernel/notebook"}

func TestArchitecture(t *testing.T) {
	for _, p := range listPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, "gradus/")
		i := slices.IndexFunc(rooms, func(r room) bool { return match(r.packages, name) })
		if i < 0 {
			t.Errorf("package %s has no room: add it to the table", name)
			continue
		}
		for _, imported := range p.Imports {
			if own, ok := strings.CutPrefix(imported, "gradus/"); ok {
				if !matchAny(rooms[i].may, own) {
					t.Errorf("%s imports %s, which it may not", name, own)
				}
				continue
			}
			for pattern, allowed := range guarded {
				if match(pattern, imported) && !matchAny(allowed, name) {
					t.Errorf("%s imports %s, which only %v may", name, imported, allowed)
				}
			}
			if slices.Contains(standardOnly, name) && strings.Contains(strings.Split(imported, "/")[0], ".") {
				t.Errorf("%s imports %s, but is to need only the standard library", name, imported)
			}
		}
	}
}

// The top level is a fixed list.
func TestTopLevel(t *testing.T) {
	allowed := []string{"kernel", "lessons", "nn", "viz", "notebooks", "go.mod", "go.sum", "README.md", "LICENSE"}
	entries, err := os.ReadDir("../../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(allowed, e.Name()) {
			t.Errorf("%s is at the top level, beside the fixed list", e.Name())
		}
	}
}

type listed struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "gradus/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var p listed
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func match(pattern, name string) bool {
	if below, ok := strings.CutSuffix(pattern, "..."); ok {
		return name == path.Clean(below) || strings.HasPrefix(name, below) || below == ""
	}
	return pattern == name
}

func matchAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return match(p, name) })
}
